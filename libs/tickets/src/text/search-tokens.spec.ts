import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { queryTokens, searchTokens } from './search-tokens.js';

/** What the database does with both: every word of the query must be there in one of its spellings, whole. */
function finds(query: string, text: string): boolean {
  const index = new Set(searchTokens(text));
  const words = queryTokens(query);
  return words.length > 0 && words.every((spellings) => spellings.some((all) => all.every((each) => index.has(each))));
}

const spellings = [
  ['می‌روم', 'میروم', 'می روم'],
  ['نمی‌خواهم', 'نمیخواهم', 'نمی خواهم'],
  ['کتاب‌ها', 'کتابها', 'کتاب ها', 'كتاب‌ها', 'کتـابها'],
  ['بزرگ‌ترین', 'بزرگترین', 'بزرگ ترین'],
  ['رفته‌ام', 'رفتهام', 'رفته ام'],
  ['نمی‌خواسته‌ام', 'نمیخواستهام', 'نمی خواسته ام', 'نمی‌خواسته ام', 'نمیخواسته ام', 'نمی‌ خواسته‌ ام'],
  ['نیم‌فاصله', 'نیمفاصله', 'نیم‌‌فاصله'],
].flatMap((forms) => forms.flatMap((query) => forms.map((text) => [query, text] as const)));

describe('search', () => {
  it.each(spellings)('for %s finds %s', (query, text) => {
    expect(finds(query, `سلام، ${text}. خداحافظ`)).toBe(true);
  });

  it.each([
    ['نیم فاصله', 'نیم‌فاصله'],
    ['نیم‌فاصله', 'نیم فاصله'],
    ['فاصله', 'نیم‌فاصله'],
    ['کتاب', 'کتاب‌های‌شان'],
    ['کتابهای', 'کتاب‌های‌شان'],
    ['یکدوسهچهارپنج', 'یک‌دو‌سه‌چهار‌پنج'],
    ['۴۵۲۱', 'Order #4521'],
    ['4521', 'سفارش ٤٥٢١'],
    ['٤٥٢١', 'سفارش ۴۵۲۱'],
    ['سلام', 'ﺳﻼﻡ'],
    ['ﺳﻼﻡ', 'سلام'],
    ['سلام', 'ســـلام'],
    ['سلام', '\u202Bسل\u200Fام\u202C'],
    ['محمد', 'مُحَمَّد'],
    ['كتاب ي', 'ی کتاب'],
    ['CAFE', 'le café'],
    ['ali@example.org', 'from ali@Example.ORG'],
  ])('for %s finds %s', (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  it.each([
    ['روم', 'میروم'],
    ['می روم', 'می خورم و بیرون'],
    ['کتاب خانه', 'کتاب'],
    ['4521', '45210'],
    ['#', 'Order #4521'],
    ['', 'anything'],
  ])('for %p does not find %s', (query, text) => {
    expect(finds(query, text)).toBe(false);
  });

  const stem = fc.string({ unit: fc.constantFrom(...'بتپدرسشفکلمنوهی'.split('')), minLength: 2, maxLength: 8 });
  const link = fc.constantFrom('', '\u200C', ' ', '\u200C ', '\n');

  it('finds a word with affixes in whatever way it and the query are written', () => {
    const word = fc.tuple(fc.constantFrom('می', 'نمی', 'بی'), stem, fc.constantFrom('ها', 'های', 'ترین', 'ام', 'اند'));
    fc.assert(
      fc.property(word, fc.tuple(link, link, link, link), (parts, [a, b, c, d]) => {
        const [prefix, middle, suffix] = parts;
        expect(finds(`${prefix}${a}${middle}${b}${suffix}`, `متن ${prefix}${c}${middle}${d}${suffix}.`)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('finds every text by any word of itself, and by all of them', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(stem, fc.string({ unit: 'grapheme' })), { maxLength: 12 }), (pieces) => {
        const text = pieces.join(' ');
        const index = new Set(searchTokens(text));
        for (const [first] of queryTokens(text, 100)) expect(first?.every((each) => index.has(each))).toBe(true);
        for (const each of index) expect(finds(each, text)).toBe(true);
      }),
    );
  });
});

describe('searchTokens', () => {
  it('names each word once', () => {
    expect(searchTokens('Order order, ORDER 4521')).toEqual(['order', '4521']);
  });

  it('names a word with a non-joiner split and joined', () => {
    expect(searchTokens('می‌روم')).toEqual(['می', 'میروم', 'روم']);
  });

  it('joins an affix over a space, but not over the end of a sentence', () => {
    expect(searchTokens('کتاب ها')).toContain('کتابها');
    expect(searchTokens('کتاب. ها')).not.toContain('کتابها');
  });

  it('keeps the beginning of endless words, by which they are found', () => {
    const endless = 'a'.repeat(5_000);
    expect(searchTokens(endless)).toEqual(['a'.repeat(64)]);
    expect(finds(endless, endless)).toBe(true);
    const linked = `${'ب'.repeat(50)}\u200C${'ت'.repeat(50)}`;
    expect(finds(linked.replace('\u200C', ''), linked)).toBe(true);
  });

  it('does not cut a letter in two', () => {
    expect(searchTokens(`a${'𠀀'.repeat(40)}`)).toEqual([`a${'𠀀'.repeat(31)}`]);
  });

  it('names the words of plain text as it does beside other scripts', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'aZ09_- \n\t\0.@'.split('')), maxLength: 300 });
    fc.assert(
      fc.property(plain, (text) => {
        expect([...searchTokens(text), 'و']).toEqual(searchTokens(`${text} و`));
      }),
    );
  });

  it('stops at its limit', () => {
    expect(searchTokens('a b c d', 3)).toEqual(['a', 'b', 'c']);
    expect(searchTokens('می‌روم', 2)).toHaveLength(2);
  });

  it('stays linear in chains of parts', () => {
    const chain = Array.from({ length: 3_000 }, (_, index) => `x${index}`).join('\u200C');
    expect(searchTokens(chain).length).toBeLessThanOrEqual(4 * 3_000 + 1);
  });

  it('has nothing to name in signs alone', () => {
    expect(searchTokens('… — !؟ \u200C\u200F')).toEqual([]);
  });
});

describe('queryTokens', () => {
  it('keeps the words in order, each with its spellings', () => {
    expect(queryTokens('سفارش می‌روم 4521')).toEqual([[['سفارش']], [['میروم'], ['می', 'روم']], [['4521']]]);
  });

  it('takes no more words than it may', () => {
    expect(queryTokens('a b c', 2)).toEqual([[['a']], [['b']]]);
    expect(queryTokens(Array.from({ length: 30 }, (_, index) => `w${index}`).join(' '))).toHaveLength(20);
  });
});
