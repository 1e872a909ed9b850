// What taking a reply back does to its ticket.
import { snippetOf, type Actor, type Ticket, type TicketEvent } from '@diwan/tickets';
import type { Tx } from '../database/database.js';
import type { UndoStanding } from '../delivery/delivery.query.js';
import { storeChange, updateStandings } from '../tickets/ticket.repository.js';
import { findNewestPublicText } from './timeline/timeline.query.js';

type By = { actor: Actor; address: string };

function standingBefore(ticket: Ticket, { waitingSince, solvedAt, lastActivityAt, ...undo }: UndoStanding): Ticket {
  // They come out of JSON as texts.
  const date = (value: Date | null): Date | null => (value === null ? null : new Date(value));
  return {
    ...ticket,
    ...undo,
    version: ticket.version,
    waitingSince: date(waitingSince),
    solvedAt: date(solvedAt),
    lastActivityAt: new Date(lastActivityAt),
  };
}

function whatChanges(from: Ticket, to: Ticket): TicketEvent[] {
  const status = { from: from.status, to: to.status, cause: 'agent' } as const;
  const assignee = { from: from.assigneeId, to: to.assigneeId, cause: 'agent' } as const;
  return [
    ...(from.status === to.status ? [] : [{ type: 'ticket.status_changed' as const, payload: status }]),
    ...(from.assigneeId === to.assigneeId ? [] : [{ type: 'ticket.assigned' as const, payload: assignee }]),
  ];
}

/**
 * The ticket returns to where it stood before the reply, unless somebody has touched it since. Either way lists no longer
 * show what was taken back.
 */
export async function undoStanding(
  tx: Tx,
  { ticket, undo }: { ticket: Ticket; undo: UndoStanding | null },
  by: By,
): Promise<void> {
  const untouched = undo !== null && ticket.version === undo.version;
  const before = untouched ? standingBefore(ticket, undo) : ticket;
  const restored = { ...before, snippet: snippetOf((await findNewestPublicText(tx, ticket.id)) ?? '') };
  const events = whatChanges(ticket, restored);
  if (events.length > 0) await storeChange(tx, { ticket: restored, events }, by);
  else await updateStandings(tx, [restored]);
}
