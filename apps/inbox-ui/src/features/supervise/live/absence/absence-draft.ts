import type { CoverAbsence, OpenWorkCount } from '@diwan/contracts';
import { handOverOf, type Colleague, type HandOverDraft } from '../../../hand-over/hand-over-draft.js';

export type WorkDraft = Partial<Record<OpenWorkCount['status'], HandOverDraft>>;

/** What waits for an answer goes to somebody; what waits for others can wait for them, too. */
export function choiceFor(status: OpenWorkCount['status'], drafts: WorkDraft): HandOverDraft {
  const isOurs = status === 'new' || status === 'open';
  return drafts[status] ?? { to: isOurs ? 'nobody' : 'keep', colleagueId: null };
}

/** Null while it is not said of everything to whom it goes. */
export function openWorkOf(
  counts: readonly OpenWorkCount[],
  drafts: WorkDraft,
  colleagues: readonly Colleague[],
): CoverAbsence['openWork'] | null {
  const decided = counts.map((each) => ({ ...each, handOver: handOverOf(choiceFor(each.status, drafts), colleagues) }));
  const complete = decided.flatMap(({ handOver, ...each }) => (handOver ? [{ ...each, handOver }] : []));
  return complete.length === decided.length ? complete : null;
}

export function keepsSome(counts: readonly OpenWorkCount[], drafts: WorkDraft): boolean {
  return counts.some(({ status }) => choiceFor(status, drafts).to === 'keep');
}
