// How the fold is kept between two events: as JSON, in which times are texts.
import type { SlaClock, TicketClocks } from '@diwan/tickets';

export type Kept = {
  clocks: TicketClocks;
  /** Of the newest fact: what was written later never counts as earlier, whenever its transaction began. */
  at: Date;
  /** Breaches told and steps taken, as marks (libs/tickets due-clocks.ts). */
  done: readonly string[];
  /** Which replies ended a clock: one that is taken back is known by it. */
  answers: readonly Answer[];
  revision: number;
  policyId: string | null;
  chosen: Chosen;
};
/** What people and rules gave a ticket, and its policy is matched by; all else that policies ask for never changes. */
export type Chosen = { tagIds: readonly string[]; policyId: string | null };
export type Answer = { messageId: string; at: Date };

type Stored<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] };
export type StoredState = Omit<TicketClocks, 'clocks'> & {
  clocks: Stored<SlaClock>[];
  at: string;
  done: string[];
  answers: Stored<Answer>[];
  /** Missing in what was stored before there were tags. */
  chosen?: Chosen;
};

export const nothingChosen: Chosen = { tagIds: [], policyId: null };

export function stateOf({ clocks, at, done, answers, chosen }: Kept): unknown {
  return { ...clocks, at, done, answers, chosen };
}

export function keptOf(
  { at, done, answers, chosen = nothingChosen, clocks, ...standing }: StoredState,
  terms: Pick<Kept, 'revision' | 'policyId'>,
): Kept {
  return {
    clocks: { ...standing, clocks: clocks.map(revived) },
    at: new Date(at),
    done,
    answers: answers.map((answer) => ({ ...answer, at: new Date(answer.at) })),
    chosen,
    ...terms,
  };
}

function revived(clock: Stored<SlaClock>): SlaClock {
  return {
    ...clock,
    startedAt: new Date(clock.startedAt),
    runningSince: date(clock.runningSince),
    dueAt: date(clock.dueAt),
    endedAt: date(clock.endedAt),
    breachedAt: date(clock.breachedAt),
  };
}

function date(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
