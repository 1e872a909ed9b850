export type Direction = 'ltr' | 'rtl';

const address = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/gu;
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
