import { useQuery } from '@tanstack/react-query';
import { queuesQuery } from '../../../api/configuration.js';
import { boardQuery } from '../../../api/routing/presence.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Checkbox, labelShape } from '../../../ui/forms/field.js';
import { Radios } from '../../../ui/forms/radios.js';
import { Select } from '../../../ui/forms/select.js';
import { PresenceBadge } from '../../../ui/presence-badge.js';
import { summaryForOthers } from '../../presence/summary.js';
import { LoadBar } from '../load-bar.js';
import type { TargetDraft } from './move-draft.js';

const stay = 'stay';
type TargetFieldsProps = { target: TargetDraft; onChange: (change: Partial<TargetDraft>) => void };

/** Where to: a queue, people, or both. */
export function TargetFields({ target, onChange }: TargetFieldsProps) {
  const t = useTranslate();
  const { data: queues } = useQuery(queuesQuery);
  return (
    <>
      <Select
        label={t('board.queue')}
        value={target.queueId ?? stay}
        options={[
          { id: stay, label: t('moves.stayInQueue') },
          ...(queues?.map(({ id, name }) => ({ id, label: name })) ?? []),
        ]}
        onChange={(id) => onChange({ queueId: id === stay ? null : id })}
      />
      <Radios
        label={t('ticket.assignee')}
        value={target.to}
        options={[
          { id: 'keep', label: t('moves.to.keep') },
          { id: 'nobody', label: t('moves.to.nobody'), hint: t('moves.to.nobody.hint') },
          { id: 'agents', label: t('moves.to.agents'), hint: t('moves.to.agents.hint') },
        ]}
        onChange={(to) => onChange({ to })}
      />
      {target.to === 'agents' ? (
        <Receivers chosen={target.agentIds} onChange={(agentIds) => onChange({ agentIds })} />
      ) : null}
    </>
  );
}

type ReceiversProps = { chosen: readonly string[]; onChange: (agentIds: string[]) => void };

function Receivers({ chosen, onChange }: ReceiversProps) {
  const t = useTranslate();
  const { data: board } = useQuery(boardQuery);
  const agents = (board?.agents ?? []).map((agent) => ({ ...agent, summary: summaryForOthers(agent) }));
  const available = agents.filter(({ summary }) => summary.state === 'available');
  return (
    <div role="group" aria-label={t('moves.receivers')} className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className={labelShape}>{t('moves.receivers')}</span>
        <Button
          size="small"
          isDisabled={available.length === 0}
          onPress={() => onChange(available.map(({ id }) => id))}
        >
          {available.length === 0 ? t('board.nobodyAvailable') : t('moves.allAvailable', { count: available.length })}
        </Button>
      </div>
      <ul className="flex flex-col rounded-card border border-border">
        {agents.map(({ id, name, summary, load, capacity, openTickets }) => (
          <li key={id} className="border-b border-border px-3 py-1.5 last:border-b-0">
            <Checkbox
              isSelected={chosen.includes(id)}
              onChange={(yes) => onChange(yes ? [...chosen, id] : chosen.filter((other) => other !== id))}
            >
              <span className="flex grow flex-wrap items-center gap-x-4 gap-y-0.5">
                <bdi className="min-w-32 grow font-medium">{name}</bdi>
                <span className="min-w-32 text-meta">
                  <PresenceBadge state={summary.state} reason={summary.reason} />
                </span>
                <span className="text-meta">
                  <LoadBar load={load} capacity={capacity} />
                </span>
                <span className="min-w-16 text-end text-meta text-muted">
                  {t('moves.openCount', { count: openTickets })}
                </span>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </div>
  );
}
