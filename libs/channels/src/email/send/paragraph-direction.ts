import { paragraphDirection } from '@diwan/tickets';

const rtlLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const rightToLeftMark = '\u200F';

/**
 * A reader's program takes a plain-text paragraph's direction from its first strong character, so a Persian sentence that
 * begins with a Latin word would be laid out from the left: U+200F before it says otherwise (UAX #9, P2 and P3).
 */
export function markParagraphDirections(text: string, fallback: 'ltr' | 'rtl'): string {
  return text
    .split('\n')
    .map((line) => (isMisread(line, fallback) ? rightToLeftMark + line : line))
    .join('\n');
}

function isMisread(line: string, fallback: 'ltr' | 'rtl'): boolean {
  // A quoted line must keep its ">" in the first column (RFC 3676 section 4.5).
  if (line.startsWith('>') || line.startsWith(rightToLeftMark)) return false;
  const first = /\p{L}/u.exec(line)?.[0];
  return first !== undefined && !rtlLetter.test(first) && paragraphDirection(line, fallback) === 'rtl';
}
