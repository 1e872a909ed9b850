/**
 * Direction of one paragraph of plain text, only as far as writing a mail needs it. To be replaced by the `direction`
 * function of libs/tickets/src/text once it exists: same rule (40 % of the strong letters), same fallback.
 */
const notLanguage = /https?:\/\/\S+|www\.\S+|\S+@\S+\.\S+/gi;
const rtlLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const letter = /\p{L}/gu;

const rightToLeftMark = '\u200F';

/**
 * A reader's program takes a plain-text paragraph's direction from its first strong character, so a Persian sentence that
 * begins with a Latin word would be laid out from the left: U+200F before it says otherwise (ux.md 3.1, rule 15).
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
  const first = line.match(/\p{L}/u)?.[0];
  return first !== undefined && !rtlLetter.test(first) && directionOf(line, fallback) === 'rtl';
}

function directionOf(line: string, fallback: 'ltr' | 'rtl'): 'ltr' | 'rtl' {
  const letters = line.replace(notLanguage, ' ').match(letter) ?? [];
  if (letters.length === 0) return fallback;
  return letters.filter((each) => rtlLetter.test(each)).length >= letters.length * 0.4 ? 'rtl' : 'ltr';
}
