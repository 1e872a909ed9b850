// What was given to a ticket and decides its policy, told by its events alone: a row of today would not say what was so then.
import type { Tag } from '@diwan/tickets';
import type { FollowedEvent } from './follow-events.js';
import type { Chosen } from './kept-clocks.js';

/** Events after which the policy is matched anew. */
export const choosingTypes: readonly string[] = ['ticket.tagged', 'ticket.routed'];

export function chosenAfter(chosen: Chosen, { type, payload }: FollowedEvent): Chosen {
  if (type === 'ticket.routed') return { ...chosen, policyId: (payload['slaPolicyId'] as string | null) ?? null };
  if (type !== 'ticket.tagged') return chosen;
  const removed = idsOf(payload['removed']);
  const kept = chosen.tagIds.filter((id) => !removed.includes(id));
  return { ...chosen, tagIds: [...new Set([...kept, ...idsOf(payload['added'])])] };
}

function idsOf(tags: unknown): string[] {
  return ((tags ?? []) as Tag[]).map(({ id }) => id);
}
