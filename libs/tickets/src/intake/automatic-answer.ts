import type { InboundMessage } from '../message/inbound-message.js';

/** How many automatic mails one recipient may get about one ticket: count within minutes (as Zammad does). */
export const automaticMailCaps = [
  { count: 10, minutes: 10 },
  { count: 15, minutes: 30 },
  { count: 25, minutes: 60 },
  { count: 50, minutes: 180 },
  { count: 100, minutes: 600 },
] as const;

export type AnswerRefusal = 'automatic_mail' | 'asked_not_to' | 'no_sender' | 'answered_lately' | 'capped';

/**
 * Why an automatic answer must not be sent, or null when it may. At most one per address, ticket and 24 hours; machines
 * are never answered, so that two of us writing to each other stop by themselves (promise P19).
 * `earlier`: when automatic mails went to this address about this ticket.
 */
export function refuseAutomaticAnswer(
  message: Pick<InboundMessage, 'automatic' | 'from' | 'warnings'>,
  earlier: readonly Date[],
  now: Date,
): AnswerRefusal | null {
  if (!message.from?.address) return 'no_sender';
  if (message.automatic.is) return 'automatic_mail';
  if (message.warnings.includes('mail.asks_for_no_answer')) return 'asked_not_to';
  const minutesAgo = earlier.map((at) => (now.getTime() - at.getTime()) / 60_000);
  if (minutesAgo.some((minutes) => minutes < 24 * 60)) return 'answered_lately';
  const capped = automaticMailCaps.some(
    (cap) => minutesAgo.filter((minutes) => minutes < cap.minutes).length >= cap.count,
  );
  return capped ? 'capped' : null;
}
