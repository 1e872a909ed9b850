/**
 * Direction of one paragraph, by the rule of the whole product: right-to-left if more than 40 % of its words are, links and
 * addresses left out. `dir="auto"` goes by the first letter alone, and "Order #4521 هنوز نرسیده" would run the wrong way.
 * A short version of the domain's `paragraphDirection`, which the widget may not import.
 */
export type Direction = 'ltr' | 'rtl';

const address = /(?:https?:\/\/|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}/giu;
const word = /[\p{L}\p{M}\u200C]+/gu;
const rtlLetter = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

export function directionOf(paragraph: string, otherwise: Direction): Direction {
  const words = paragraph.replace(address, ' ').match(word);
  if (words === null) return otherwise;
  return words.filter((each) => rtlLetter.test(each)).length / words.length > 0.4 ? 'rtl' : 'ltr';
}
