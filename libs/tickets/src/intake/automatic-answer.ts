import type { InboundMessage } from '../message/inbound-message.js';

/** How many mails of any kind that we send by ourselves one recipient may get about one ticket (as Zammad does). */
export const automaticMailCaps = [
  { count: 10, minutes: 10 },
  { count: 15, minutes: 30 },
  { count: 25, minutes: 60 },
  { count: 50, minutes: 180 },
  { count: 100, minutes: 600 },
] as const;

export type AnswerRefusal = 'automatic_mail' | 'asked_not_to' | 'no_sender' | 'answered_lately' | 'capped';

/** When mails that we sent by ourselves went to this address about this ticket. */
export type EarlierMail = {
  answers: readonly Date[];
  /** The answers and everything else: notices, surveys. */
  mails: readonly Date[];
};

function countWithin(minutes: number, times: readonly Date[], now: Date): number {
  return times.filter((at) => now.getTime() - at.getTime() < minutes * 60_000).length;
}

/**
 * Why an automatic answer must not be sent, or null when it may. At most one per address, ticket and 24 hours; machines
 * are never answered, so that two of us writing to each other stop by themselves (promise P19).
 */
export function refuseAutomaticAnswer(
  message: Pick<InboundMessage, 'automatic' | 'from' | 'warnings'>,
  earlier: EarlierMail,
  now: Date,
): AnswerRefusal | null {
  if (!message.from?.address) return 'no_sender';
  if (message.automatic.is) return 'automatic_mail';
  if (message.warnings.includes('mail.asks_for_no_answer')) return 'asked_not_to';
  if (countWithin(24 * 60, earlier.answers, now) > 0) return 'answered_lately';
  const capped = automaticMailCaps.some((cap) => countWithin(cap.minutes, earlier.mails, now) >= cap.count);
  return capped ? 'capped' : null;
}
