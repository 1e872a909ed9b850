import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldText, zeroWidthNonJoiner } from './fold.js';

/** Letters, marks, digits and signs of the scripts that we meet, as people and programs write them. */
const mixed = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'يىئېےكڪةەہھۀۂأإآٱؤءیکهاوبپتمنرسشچژگ۰۱۹٠٥٩019'.split(''),
        'لآ',
        'ﻻ',
        'ﷲ',
        'ﻛ',
        'ﯽ',
        'é',
        'ß',
        'İ',
        'ﬁ',
      ),
      fc.constantFrom('\u064B', '\u0651', '\u0670', '\u0654', '\u0653', '\u0640', '\u200C', '\u200F', '\u2067', ' '),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

describe('foldText', () => {
  it.each([
    ['yeh', 'يىئیېے', 'یییییی'],
    ['kaf', 'كڪک', 'ککک'],
    ['heh', 'ةۀەہھۂه', 'ههههههه'],
    ['alef', 'أإآٱا', 'ااااا'],
    ['waw', 'ؤو', 'وو'],
    ['bare hamza', 'ماء جزء', 'ما جز'],
    ['hamza as a combining mark', 'ا\u0654و\u0654ي\u0654', 'اوی'],
    ['Arabic digits', '٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['Persian digits', '۰۱۲۳۴۵۶۷۸۹', '0123456789'],
    ['full-width digits and letters', '０９ＡＢ', '09ab'],
    ['vowel signs', 'مُحَمَّدٌ', 'محمد'],
    ['superscript alef', 'رحم\u0670ن', 'رحمن'],
    ['tatweel', 'سـلــام', 'سلام'],
    ['direction marks', '\u200Fسفارش\u200E \u061C4521', 'سفارش 4521'],
    ['embeddings and isolates', '\u202Aa\u202Bb\u202Cc\u202Dd\u202Ee\u2066f\u2067g\u2068h\u2069', 'abcdefgh'],
    ['byte order mark, soft hyphen, joiner', '\uFEFFhy\u00ADphen\u200D', 'hyphen'],
    ['presentation forms', 'ﺳﻼﻡ ﻛﺘﺎﺏ', 'سلام کتاب'],
    ['ligatures', 'ﷲ ﬁne', 'الله fine'],
    ['Latin accents', 'Café ÅNGSTRÖM İstanbul', 'cafe angstrom istanbul'],
    ['case', 'Order #4521 ABC', 'order #4521 abc'],
    ['nothing', '', ''],
  ])('folds %s', (_, text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('keeps the zero width non-joiner, in which search reads two spellings', () => {
    expect(foldText('می‌روم')).toBe(`می${zeroWidthNonJoiner}روم`);
  });

  it.each([
    ['كتابي', 'کتابی'],
    ['خانهٔ', 'خانه'],
    ['خانۀ', 'خانه'],
    ['مسؤول', 'مسوول'],
    ['مدرسة', 'مدرسه'],
    ['إيران', 'ایران'],
  ])('lets %s and %s fall together', (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it.each([
    ['کتاب', 'کباب'],
    ['گل', 'کل'],
    ['پا', 'با'],
    ['۱۲', '۲۱'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });

  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 500 },
    );
  });

  it('makes one of a text and any of its Unicode forms', () => {
    fc.assert(
      fc.property(mixed, fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'), (text, form) => {
        expect(foldText(text.normalize(form))).toBe(foldText(text));
      }),
    );
  });

  it('leaves nothing that is invisible or a variant', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        expect(foldText(text)).not.toMatch(/[\p{Mn}\u0640\u200D-\u200F\u202A-\u202E\u2066-\u2069يىكةأإآؤء۰-۹٠-٩A-Z]/u);
      }),
    );
  });
});
