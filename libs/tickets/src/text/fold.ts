// Folding for search: what people type and what was written meet in one form. The same function feeds index and query.
// Letters as in Lucene's PersianNormalizer, extended to Arabic; see docs/glossary.md "folding".

const letters: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ئ: 'ی',
  ې: 'ی',
  ے: 'ی',
  ك: 'ک',
  ڪ: 'ک',
  ة: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ۀ: 'ه',
  ۂ: 'ه',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
  ء: '',
};
const letterPattern = /[يىئېےكڪةەہھۀۂأإآٱؤء]/g;

/** Tatweel, bidi marks, embeddings and isolates, BOM, soft hyphen: never part of a word. */
const ignorable = /[\u0640\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF\u00AD\u200D]/g;
const digits = /[\u0660-\u0669\u06F0-\u06F9]/g;
const marks = /\p{Mn}+/gu;
const plain = /^[\x20-\x7e]*$/;

export const zeroWidthNonJoiner = '\u200C';

/**
 * Folds a text for comparison: compatibility forms, letter variants, digits, diacritics and case fall together. The zero
 * width non-joiner is kept, because `searchTokens` reads it in two ways.
 */
export function foldText(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(marks, '')
    .replace(ignorable, '')
    .replace(letterPattern, (letter) => letters[letter] ?? letter)
    .replace(digits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .toLowerCase();
}
