import { localDayAt } from '../sla/hours/time-zone.js';

export const automaticAnswers = ['acknowledgement', 'out_of_hours'] as const;
export type AutomaticAnswer = (typeof automaticAnswers)[number];

/** What is known when a contact has written. */
export type AnswerFacts = {
  /** It opened the ticket. */
  isFirst: boolean;
  /** The organisation wants new tickets acknowledged. */
  acknowledges: boolean;
  /** The inbox tells when it opens. */
  answersOutOfHours: boolean;
  isOpen: boolean;
  /** Of the newest message that an agent sent to the contact. */
  agentWroteAt: Date | null;
  /** When this ticket was last told that the inbox is closed. */
  toldClosedAt: Date | null;
  /** Of the organisation: where its day begins. */
  timeZone: string;
};

/** Whoever was written to this lately is in a talk with somebody who is there. */
const talkMinutes = 5;

function tellsThatClosed(facts: AnswerFacts, now: Date): boolean {
  const { answersOutOfHours, isOpen, agentWroteAt, toldClosedAt, timeZone } = facts;
  if (!answersOutOfHours || isOpen) return false;
  if (agentWroteAt && now.getTime() - agentWroteAt.getTime() < talkMinutes * 60_000) return false;
  return toldClosedAt === null || localDayAt(timeZone, toldClosedAt) !== localDayAt(timeZone, now);
}

/**
 * Which answer a contact's message is due, if any; whether it may be sent is for `refuseAutomaticAnswer` to say. While the
 * inbox is closed a new ticket hears when it opens instead of that it has come in, never both.
 */
export function chooseAnswer(facts: AnswerFacts, now: Date): AutomaticAnswer | null {
  if (tellsThatClosed(facts, now)) return 'out_of_hours';
  return facts.isFirst && facts.acknowledges ? 'acknowledgement' : null;
}
