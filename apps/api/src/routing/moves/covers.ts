// Moves that cover for somebody: they go back when that somebody does come back, and not only when it was said that they would.
import { assignTicket, system, type Actor } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { lockTickets, storeChange } from '../../tickets/ticket.repository.js';
import { listOnShift } from '../presence/presence.query.js';
import { judgeBack } from './judge-moved.js';
import { holdActiveAgents, lockMovedTickets, peopleOf, type UnfinishedMove } from './move.query.js';

/** An absence has another end now: what was given away for it goes back then, or not by itself. Before tickets are locked. */
export async function retimeCovers(
  tx: Tx,
  { agentId, backAt }: { agentId: string; backAt: string | null },
  by: { actor: Actor; address: string },
): Promise<void> {
  const moves = await tx.query<{ id: string; moved: number; queueIds: string[] }>(
    `update moves set back_at = $2, retry_at = null
     where covered_agent_id = $1 and back_at is not null and state in ('running', 'done') and back_at is distinct from $2
     returning id, moved, queue_ids as "queueIds"`,
    [agentId, backAt],
  );
  for (const { id, moved, queueIds } of moves) {
    const payload = { moveId: id, count: moved, queueIds, agentIds: await peopleOf(tx, id), until: backAt };
    await recordEvent(tx, { type: 'tickets.move_retimed', payload }, by);
  }
}

/** Whether a move that is due has to wait: whom it covers for is still with us, and not back on shift. */
export async function waitsForCovered(tx: Tx, { state, coveredAgentId: id }: UnfinishedMove): Promise<boolean> {
  if (state !== 'done' || id === null) return false;
  const isHere = (await holdActiveAgents(tx, [id])).has(id);
  return isHere && !(await listOnShift(tx, [id])).has(id);
}

/** While a move waits, contacts do not wait with it for a colleague who is not here either: their tickets queue. */
export async function queueWhatNobodyHas(tx: Tx, moveId: string, limit: number): Promise<void> {
  const people = await peopleOf(tx, moveId);
  const onShift = await listOnShift(tx, people);
  if (people.every((id) => onShift.has(id))) return;
  const tickets = await lockMovedTickets(tx, moveId, { outcome: 'moved', limit });
  const left = tickets.filter(
    (each) => each.assigneeId !== null && !onShift.has(each.assigneeId) && judgeBack(each) === 'restored',
  );
  const isAwaited = ({ status }: { status: string }): boolean => status === 'new' || status === 'open';
  const ids = left.filter(isAwaited).map(({ ticketId }) => ticketId);
  for (const ticket of await lockTickets(tx, ids)) {
    await storeChange(tx, assignTicket(ticket, null, { cause: 'agent_absent' }), { actor: system });
  }
}
