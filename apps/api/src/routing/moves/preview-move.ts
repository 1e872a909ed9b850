import type { MovePreview } from '@diwan/contracts';
import type { PlannedMove } from './plan-move.js';
import { seenOf } from './seen.js';
import type { Chosen } from './selection.query.js';

type Input = {
  chosen: readonly Chosen[];
  planned: readonly PlannedMove[];
  receivers: readonly { agentId: string; name: string; openTickets: number }[];
  names: ReadonlyMap<string, string>;
  warnings: MovePreview['warnings'];
};

/** A plan in counts: where the tickets come from, and what each receiver would carry afterwards. */
export function previewOf({ chosen, planned, receivers, names, warnings }: Input): MovePreview {
  const changesOf = (agentId: string): number =>
    planned.reduce(
      (sum, { from, to }) => sum + Number(to.assigneeId === agentId) - Number(from.assigneeId === agentId),
      0,
    );
  return {
    total: chosen.length,
    seen: seenOf(chosen),
    warnings,
    unchanged: chosen.length - planned.length,
    fromQueues: countBy(
      chosen.map((each) => each.queueId),
      names,
    ),
    fromAssignees: countBy(
      chosen.map((each) => each.assigneeId),
      names,
    ),
    toAssignees: receivers.map(({ agentId, name, openTickets }) => ({
      id: agentId,
      name,
      count: planned.filter(({ to, from }) => to.assigneeId === agentId && from.assigneeId !== agentId).length,
      after: openTickets + changesOf(agentId),
    })),
  };
}

/** Largest first. */
function countBy(ids: readonly (string | null)[], names: ReadonlyMap<string, string>) {
  const counts = new Map<string | null, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .map(([id, count]) => ({ id, name: id === null ? '' : (names.get(id) ?? ''), count }))
    .toSorted((one, other) => other.count - one.count || one.name.localeCompare(other.name));
}
