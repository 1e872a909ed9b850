/** What becomes of tickets whose agent goes: as somebody chooses it, and as it is asked of the server. */
import type { BoardAgent, HandOver } from '@diwan/contracts';

export type HandOverDraft = { to: 'keep' | 'nobody' | 'colleague' | 'team'; colleagueId: string | null };
/** Whoever could take them; `isClose`: of the same team. */
export type Colleague = Pick<BoardAgent, 'id' | 'name'> & { isClose: boolean; isAvailable: boolean };

/** A spread goes to those of the team who are there, or to all of them while nobody is. */
export function spreadOver(colleagues: readonly Colleague[]): Colleague[] {
  const team = colleagues.filter(({ isClose }) => isClose);
  const there = team.filter(({ isAvailable }) => isAvailable);
  return there.length > 0 ? there : team;
}

/** Null while it is not said to whom. */
export function handOverOf(
  { to, colleagueId }: HandOverDraft,
  colleagues: readonly Colleague[],
): HandOver | { to: 'keep' } | null {
  if (to === 'keep' || to === 'nobody') return { to };
  const agentIds =
    to === 'team' ? spreadOver(colleagues).map(({ id }) => id) : colleagueId === null ? [] : [colleagueId];
  return agentIds.length > 0 ? { to: 'agents', agentIds } : null;
}

/** Of somebody who leaves for good: nothing can be kept. */
export function goingHandOverOf(draft: HandOverDraft, colleagues: readonly Colleague[]): HandOver | null {
  const handOver = handOverOf(draft, colleagues);
  return handOver === null || handOver.to === 'keep' ? null : handOver;
}
