// Reply and forward marks that mail programs put before a subject, in the languages our people meet; each may carry a
// counter (Re[2]:) and a full-width colon.
const prefix =
  /^[\s\u200E\u200F\u202A-\u202E\u2066-\u2069]*(?:re|fwd?|aw|wg|antw|sv|rv|tr|رد|إعادة توجيه|اعادة توجيه|پاسخ|ارجاع|بازارسال)\s*(?:\[\d+\])?\s*[:：]\s*/iu;

/** The subject without any reply or forward marks, for the title of a ticket. */
export function bareSubject(subject: string): string {
  let bare = subject;
  while (prefix.test(bare)) bare = bare.replace(prefix, '');
  return bare.trim();
}

const ticketMark = /\[#(\d{1,10})\]/;

/** The ticket number in a subject like `Re: [#123] Order`; a mere claim, since anybody can write it. */
export function claimedTicketNumber(subject: string): number | null {
  const found = ticketMark.exec(subject)?.[1];
  return found === undefined ? null : Number(found);
}
