// Reply and forward marks that mail programs put before a subject, in the languages our people meet; each may carry a
// counter (Re[2]:), a full-width colon and direction marks. Sticky and without two neighbouring runs of spaces that could
// share them out in many ways: a subject is as long as a stranger likes, so this has to stay linear.
const prefix =
  /[\s\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]*(?:re|fwd?|aw|wg|antw|sv|rv|tr|رد|إعادة توجيه|اعادة توجيه|پاسخ|ارجاع|بازارسال)(?:[\s\u200E\u200F]*\[\p{Nd}+\])?[\s\u200E\u200F]*[:：]/iuy;

/** Direction marks belong to display, not to stored data. */
const leadingMarks = /^[\s\u200E\u200F\u061C]+/u;

/** The subject without any reply or forward marks, for the title of a ticket. */
export function bareSubject(subject: string): string {
  let start = 0;
  // The test that fails at last sets lastIndex back to 0, for the next subject.
  while (prefix.test(subject)) start = prefix.lastIndex;
  return subject.slice(start).replace(leadingMarks, '').trimEnd();
}

const ticketMark = /\[#(\d{1,10})\]/;

/** The ticket number in a subject like `Re: [#123] Order`; a mere claim, since anybody can write it. */
export function claimedTicketNumber(subject: string): number | null {
  const found = ticketMark.exec(subject)?.[1];
  return found === undefined ? null : Number(found);
}
