import type { Agent } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../../api/client.js';
import { useUpdateAgent } from '../../../api/configuration.js';
import { previewQuery } from '../../../api/routing/moves.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { QueryState } from '../../../ui/states.js';
import { goingHandOverOf, type HandOverDraft } from '../../hand-over/hand-over-draft.js';
import { HandOverFields } from '../../hand-over/hand-over-fields.js';
import { useColleagues } from '../../hand-over/use-colleagues.js';

type DeactivateDialogProps = { agent: Agent; onClose: () => void };
const toNobody = { to: 'nobody' } as const;

/** Nobody is left with tickets that nobody sees: what becomes of them is asked together with the deactivation. */
export function DeactivateDialog({ agent, onClose }: DeactivateDialogProps) {
  const t = useTranslate();
  const left = useQuery(previewQuery({ selection: { assigneeId: agent.id }, target: { assignees: toNobody } }));
  const update = useUpdateAgent();
  const colleagues = useColleagues(agent.id);
  const [draft, setDraft] = useState<HandOverDraft>({ to: 'nobody', colleagueId: null });
  const handOver = goingHandOverOf(draft, colleagues);
  const name = isolated(agent.name);
  // What was counted when somebody looked last may be wrong by now.
  const count = left.isFetchedAfterMount ? left.data?.total : undefined;
  const hasTickets = (count ?? 0) > 0;
  const isReady = count === 0 || (hasTickets && handOver !== null);
  const submit = () =>
    update.mutate(
      { id: agent.id, active: false, ...(hasTickets && handOver ? { handOver } : {}) },
      {
        onSuccess: onClose,
        onError: (error) => {
          if (isAboutTickets(error)) void left.refetch(); // shows its own errors
        },
      },
    );
  return (
    <Dialog
      title={hasTickets ? t('agents.leaving.title', { name, count }) : t('agents.deactivate.title', { name })}
      isOpen
      onClose={onClose}
    >
      {count === undefined ? (
        <QueryState query={left} rows={1} />
      ) : (
        <p className="text-message text-muted">{t(hasTickets ? 'agents.leaving.text' : 'agents.deactivate.text')}</p>
      )}
      {hasTickets ? (
        <HandOverFields
          label={t('agents.leaving.tickets')}
          mayKeep={false}
          value={draft}
          colleagues={colleagues}
          onChange={setDraft}
        />
      ) : null}
      <FormError error={isAboutTickets(update.error) ? null : update.error} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="danger" isDisabled={!isReady} isPending={update.isPending} onPress={submit}>
          {t('agents.deactivate')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Tickets came in the meantime: the new count says it. */
function isAboutTickets(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'agent.has_tickets';
}
