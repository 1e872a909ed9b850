/** What an agent can do with a ticket: applied at once, undone with one key, taken back when somebody was faster. */
import type { TicketDetails } from '@diwan/contracts';
import type { TicketPriority, TicketStatus } from '@diwan/tickets';
import { useMemo } from 'react';
import { inverseOf, type TicketChange } from '../../api/optimistic.js';
import { useSession } from '../../api/session.js';
import { StaleTicket, useTicketChange } from '../../api/ticket-actions.js';
import { isolated } from '../../i18n/digits.js';
import { useTranslate, type Translate } from '../../i18n/intl.js';
import { useShortcut } from '../../keyboard/use-shortcut.js';
import { useProblemSentence } from '../../ui/states.js';
import { showToast, showUndo } from '../../ui/toasts.js';

export type TicketVerbs = {
  setStatus: (status: TicketStatus) => void;
  setPriority: (priority: TicketPriority) => void;
  assign: (assignee: TicketDetails['assignee']) => void;
  markUnread: () => void;
};

export function useTicketVerbs(ticket: TicketDetails | undefined): TicketVerbs {
  const t = useTranslate();
  const { agent } = useSession();
  const change = useTicketChange();
  const sentence = useProblemSentence();

  const verbs = useMemo((): TicketVerbs => {
    const failed = (current: TicketDetails, wanted: TicketChange) => (error: unknown) => {
      if (!(error instanceof StaleTicket)) {
        showToast({ text: sentence(error), tone: 'bad' });
        return;
      }
      showToast({
        text: staleSentence(error.current, t),
        tone: 'bad',
        action: { label: t('ticket.stale.again'), run: () => run(error.current, wanted, false) },
      });
    };
    const run = (current: TicketDetails, wanted: TicketChange, undoable: boolean): void => {
      const inverse = inverseOf(current, wanted);
      void change(current, wanted).then(
        (after) => {
          if (undoable) showUndo(doneSentence(wanted, t), () => run(after ?? current, inverse, false));
        },
        failed(current, wanted),
      );
    };
    const on = (wanted: TicketChange) => {
      if (ticket) run(ticket, wanted, true);
    };
    return {
      setStatus: (status) => on({ kind: 'status', status }),
      setPriority: (priority) => on({ kind: 'priority', priority }),
      assign: (assignee) => on({ kind: 'assignee', assignee }),
      markUnread: () => on({ kind: 'unread', unread: true }),
    };
  }, [ticket, change, sentence, t]);

  useShortcut('solve', () => verbs.setStatus(ticket?.status === 'solved' ? 'open' : 'solved'));
  useShortcut('assignToMe', () => verbs.assign({ id: agent.id, name: agent.name }));
  useShortcut('unread', () => verbs.markUnread());
  return verbs;
}

function doneSentence(change: TicketChange, t: Translate): string {
  switch (change.kind) {
    case 'status':
      return t('done.status', { status: t(`status.${change.status}`) });
    case 'priority':
      return t('done.priority', { priority: t(`priority.${change.priority}`) });
    case 'assignee':
      return change.assignee ? t('done.assigned', { name: isolated(change.assignee.name) }) : t('done.unassigned');
    case 'unread':
      return t('done.unread');
  }
}

function staleSentence(current: TicketDetails, t: Translate): string {
  return t('ticket.stale', {
    status: t(`status.${current.status}`),
    assignee: isolated(current.assignee?.name ?? t('ticket.nobody')),
  });
}
