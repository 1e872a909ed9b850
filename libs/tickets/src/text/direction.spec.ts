import { describe, expect, it } from '@jest/globals';
import { paragraphDirection } from './direction.js';

describe('paragraphDirection', () => {
  it.each([
    ['a Persian sentence that begins with Latin letters', 'Order #4521 هنوز نرسیده است.'],
    ['Persian', 'سلام، سفارش من کجاست؟'],
    ['Arabic', 'أين طلبي رقم ٤٥٢١؟'],
    ['Hebrew', 'שלום עולם'],
    ['Persian around a product name', 'گوشی Samsung Galaxy من خراب است'],
    ['just more than 40 %', 'one two three سلام دنیا خوب'],
    ['one Persian word behind a link', 'https://example.org/a/very/long/path/of/words سلام'],
    ['one Persian word behind a host', 'shop.example.co.uk/orders/list سلام'],
    ['one Persian word behind a mail address', 'sara.ahmadi@mail.example.org سلام'],
    ['one Persian word behind a file name', 'final-report-2026.pdf سلام'],
    ['a word with a non-joiner as one', 'we go می‌روم نمی‌خواهم'],
    ['words with accents of their own as one each', 'سلام دنیا re\u0301sume\u0301 e\u0301te\u0301'],
  ])('is right-to-left for %s', (_, paragraph) => {
    expect(paragraphDirection(paragraph)).toBe('rtl');
    expect(paragraphDirection(paragraph, 'ltr')).toBe('rtl');
  });

  it.each([
    ['English', 'Where is my order?'],
    ['an English sentence that begins with a Persian name', 'سارا asked where her order is'],
    ['exactly 40 %', 'one two three سلام دنیا'],
    ['words beside a Persian address', 'see www.سایت.example and https://مثال.example/سلام/دنیا now'],
    ['English around one word with vowel signs', 'one two three مُحَمَّدٌ'],
    ['Cyrillic', 'Где мой заказ'],
  ])('is left-to-right for %s', (_, paragraph) => {
    expect(paragraphDirection(paragraph, 'rtl')).toBe('ltr');
  });

  it.each(['', '   ', '4521', '۴۵۲۱ + ۱۲', '!؟…', 'https://example.org/path', 'sara@example.org', '👍'])(
    'falls back for what has no words: %p',
    (paragraph) => {
      expect(paragraphDirection(paragraph, 'rtl')).toBe('rtl');
      expect(paragraphDirection(paragraph, 'ltr')).toBe('ltr');
      expect(paragraphDirection(paragraph)).toBe('ltr');
    },
  );

  it('takes linear time for a line without spaces', () => {
    expect(paragraphDirection('aB3/'.repeat(50_000), 'rtl')).toBe('ltr');
    expect(paragraphDirection('a.b-'.repeat(50_000), 'rtl')).toBe('ltr');
    expect(paragraphDirection(`a@${'b'.repeat(200_000)}`, 'rtl')).toBe('ltr');
  });
});
