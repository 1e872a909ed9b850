import { useQuery } from '@tanstack/react-query';
import { tagsQuery, useSaveTag } from '../../api/tags.js';
import { useTranslate } from '../../i18n/intl.js';
import { labelShape } from '../../ui/forms/field.js';
import { useProblemSentence } from '../../ui/states.js';
import { showToast } from '../../ui/toasts.js';
import { TagChip } from './tag-chip.js';
import { TagComboBox } from './tag-combo-box.js';

type TagFieldProps = {
  label: string;
  hint?: string;
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
};

/** Any number of tags in a form. A new one is made at once: what is saved later names tags that there are. */
export function TagField({ label, hint, chosen, onChange }: TagFieldProps) {
  const t = useTranslate();
  const { data: tags = [] } = useQuery(tagsQuery);
  const save = useSaveTag();
  const sentence = useProblemSentence();
  // One that was deleted since is still shown, so that it can be taken away.
  const shown = chosen.map((id) => tags.find((tag) => tag.id === id) ?? { id, name: t('rules.gone') });
  return (
    <div role="group" aria-label={label} className="flex min-w-0 flex-col gap-1.5">
      <span className={labelShape}>{label}</span>
      {shown.length > 0 ? (
        <div className="flex flex-wrap gap-1">
          {shown.map((tag) => (
            <TagChip key={tag.id} tag={tag} onRemove={() => onChange(chosen.filter((id) => id !== tag.id))} />
          ))}
        </div>
      ) : null}
      <TagComboBox
        label={t('tags.add')}
        tags={tags}
        chosen={shown}
        onAdd={({ id, name }) => {
          if (id !== null) onChange([...chosen, id]);
          else {
            save.mutate(
              { name },
              {
                onSuccess: (made) => onChange([...chosen, made.id]),
                onError: (error) => showToast({ text: sentence(error), tone: 'bad' }),
              },
            );
          }
        }}
      />
      {hint ? <span className="text-meta text-muted">{hint}</span> : null}
    </div>
  );
}
