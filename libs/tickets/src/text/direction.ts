export type Direction = 'ltr' | 'rtl';

// Links, mail addresses, host and file names. Every run in front of a fixed character is bounded, or a long line without
// any space (base64) would cost its length squared.
const address =
  /(?:https?:\/\/|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@]+|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,24}(?![\w-])(?:\/\S*)?/giu;
const word = /[\p{L}\p{M}\u200C]+/gu;
const rtlLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const rtlShare = 0.4;

/**
 * Direction of one paragraph: right-to-left if more than 40 % of its words are, links and addresses left out. Not the
 * "first strong letter" of UAX #9 (P2, P3), which turns `Order #4521 هنوز نرسیده است.` around. Without words: `fallback`.
 */
export function paragraphDirection(paragraph: string, fallback: Direction = 'ltr'): Direction {
  const words = paragraph.replace(address, ' ').match(word);
  if (!words) return fallback;
  const rtl = words.filter((each) => rtlLetter.test(each)).length;
  return rtl / words.length > rtlShare ? 'rtl' : 'ltr';
}
