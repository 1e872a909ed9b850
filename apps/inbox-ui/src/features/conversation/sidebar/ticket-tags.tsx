import type { Tag, TagTicket, TicketDetails } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMay } from '../../../api/session.js';
import { tagsQuery, useTagTicket } from '../../../api/tags.js';
import { useTranslate } from '../../../i18n/intl.js';
import { useProblemSentence } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { TagChip } from '../../tags/tag-chip.js';
import { TagComboBox } from '../../tags/tag-combo-box.js';

/** The tags of a ticket; each leads to all open tickets that have it. */
export function TicketTags({ ticket }: { ticket: TicketDetails }) {
  const t = useTranslate();
  const mayTag = useMay('tickets.update') && ticket.status !== 'closed';
  const { data: tags = [] } = useQuery(tagsQuery);
  const change = useTagTicket(ticket.number);
  const sentence = useProblemSentence();
  const run = (body: Partial<TagTicket>) =>
    change.mutate(body, { onError: (error) => showToast({ text: sentence(error), tone: 'bad' }) });
  const shown = withPending(ticket.tags, change.isPending ? change.variables : {}, tags);
  return (
    <section aria-label={t('tags.title')} className="flex flex-col gap-1.5">
      <h3 className="text-meta font-semibold text-muted">{t('tags.title')}</h3>
      {shown.length > 0 ? (
        <ul className="flex flex-wrap gap-1">
          {shown.map((tag) => (
            <li key={tag.id} className="max-w-full">
              <TagChip tag={tag} {...(mayTag ? { onRemove: () => run({ removeIds: [tag.id] }) } : {})}>
                <Link to={`/inbox/open?tag=${tag.id}`} className="text-text no-underline hover:underline">
                  {tag.name}
                </Link>
              </TagChip>
            </li>
          ))}
        </ul>
      ) : null}
      {shown.length === 0 && !mayTag ? <p className="text-ui text-muted">{t('tags.none')}</p> : null}
      {mayTag ? (
        <TagComboBox
          label={t('tags.add')}
          tags={tags}
          chosen={shown}
          onAdd={({ id, name }) => run(id === null ? { addNames: [name] } : { addIds: [id] })}
        />
      ) : null}
    </section>
  );
}

/** As it is going to be once the server has answered. */
function withPending(
  current: readonly Tag[],
  { addIds = [], addNames = [], removeIds = [] }: Partial<TagTicket>,
  known: readonly Tag[],
): Tag[] {
  const added = [...known.filter(({ id }) => addIds.includes(id)), ...addNames.map((name) => ({ id: name, name }))];
  const kept = current.filter(({ id }) => !removeIds.includes(id));
  return [...kept, ...added.filter(({ id }) => !kept.some((tag) => tag.id === id))];
}
