import type { MoveSelection } from '@diwan/contracts';
import { ticketPriorities, unsolvedStatuses } from '@diwan/tickets';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery, queuesQuery } from '../../../api/configuration.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Select } from '../../../ui/forms/select.js';

const any = 'any';
type SelectionFieldsProps = {
  selection: MoveSelection;
  /** Null takes a part away. */
  onChange: (part: 'queue' | 'assignee' | 'status' | 'priority' | 'numbers', value: string | null) => void;
};

/** Which tickets: what they have in common, or those that were picked one by one. */
export function SelectionFields({ selection, onChange }: SelectionFieldsProps) {
  const t = useTranslate();
  const { data: queues } = useQuery(queuesQuery);
  const { data: agents } = useQuery(agentsQuery);
  if ('numbers' in selection) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-3 text-ui">
        <p>{t('moves.chosen', { count: selection.numbers.length })}</p>
        <Button size="small" onPress={() => onChange('numbers', null)}>
          {t('moves.byFilter')}
        </Button>
      </div>
    );
  }
  const choose = (part: 'queue' | 'assignee' | 'status' | 'priority') => (id: string) =>
    onChange(part, id === any ? null : id);
  const everybody = agents?.filter(({ invited }) => !invited) ?? [];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t('board.queue')}
        value={selection.queueId ?? any}
        options={[
          { id: any, label: t('board.allQueues') },
          ...(queues?.map(({ id, name }) => ({ id, label: name })) ?? []),
        ]}
        onChange={choose('queue')}
      />
      <Select
        label={t('ticket.assignee')}
        value={selection.assigneeId === null ? 'nobody' : (selection.assigneeId ?? any)}
        options={[
          { id: any, label: t('moves.anyAssignee') },
          { id: 'nobody', label: t('ticket.nobody') },
          ...everybody.map(({ id, name }) => ({ id, label: name })),
        ]}
        onChange={choose('assignee')}
      />
      <Select
        label={t('ticket.status')}
        value={selection.status ?? any}
        options={[
          { id: any, label: t('moves.anyStatus') },
          ...unsolvedStatuses.map((id) => ({ id, label: t(`status.${id}`) })),
        ]}
        onChange={choose('status')}
      />
      <Select
        label={t('ticket.priority')}
        value={selection.priority ?? any}
        options={[
          { id: any, label: t('moves.anyPriority') },
          ...ticketPriorities.map((id) => ({ id, label: t(`priority.${id}`) })),
        ]}
        onChange={choose('priority')}
      />
    </div>
  );
}
