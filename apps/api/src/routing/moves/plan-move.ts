import type { MoveTarget } from '@diwan/contracts';
import { dealOut, spreadEvenly, type Receiver } from '@diwan/tickets';
import type { Chosen } from './selection.query.js';

type Spot = Omit<Chosen, 'ticketId'>;
export type PlannedMove = { ticketId: string; from: Spot; to: Spot };

/** Where each chosen ticket would go. What already is there is left out. Receivers that have it already keep their own. */
export function planMove(chosen: readonly Chosen[], target: MoveTarget, receivers: readonly Receiver[]): PlannedMove[] {
  const assignees = assigneesFor(chosen, target, receivers);
  return chosen
    .map(({ ticketId, queueId, assigneeId }, index) => ({
      ticketId,
      from: { queueId, assigneeId },
      to: { queueId: target.queueId ?? queueId, assigneeId: assignees[index] ?? null },
    }))
    .filter(({ from, to }) => from.queueId !== to.queueId || from.assigneeId !== to.assigneeId);
}

function assigneesFor(
  chosen: readonly Chosen[],
  { assignees }: MoveTarget,
  receivers: readonly Receiver[],
): (string | null)[] {
  switch (assignees.to) {
    case 'keep':
      return chosen.map((each) => each.assigneeId);
    case 'nobody':
      return chosen.map(() => null);
    case 'agents':
      return spreadOver(chosen, receivers);
  }
}

/** What receivers hold of the selection is dealt out anew with the rest, so that the end is as even as it can be. */
function spreadOver(chosen: readonly Chosen[], receivers: readonly Receiver[]): string[] {
  const holding = (agentId: string): number => chosen.filter((each) => each.assigneeId === agentId).length;
  const others = receivers.map((each) => ({ ...each, openTickets: each.openTickets - holding(each.agentId) }));
  const left = new Map(spreadEvenly(chosen.length, others).map(({ agentId, count }) => [agentId, count]));
  const own = chosen.map(({ assigneeId }) => {
    const share = assigneeId === null ? 0 : (left.get(assigneeId) ?? 0);
    if (assigneeId === null || share === 0) return null;
    left.set(assigneeId, share - 1);
    return assigneeId;
  });
  const dealt = dealOut(
    chosen.filter((_, index) => own[index] === null).map((each) => each.ticketId),
    [...left].map(([agentId, count]) => ({ agentId, count })),
  );
  let next = 0;
  return own.map((agentId) => agentId ?? dealt[next++] ?? '');
}
