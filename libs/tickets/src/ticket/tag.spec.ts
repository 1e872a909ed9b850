import { expect, it } from '@jest/globals';
import { tagKey } from './tag.js';

it.each([
  ['case', 'VIP', 'vip'],
  ['Arabic and Persian letters', 'شكايه', 'شکایة'],
  ['digits', 'فاز ۲', 'فاز 2'],
  ['a zero-width non-joiner, a space and neither', 'پیش‌پرداخت', 'پیش پرداخت'],
  ['words written joined', 'پیش‌پرداخت', 'پیشپرداخت'],
])('two names are one tag whatever their %s', (_, one, other) => {
  expect(tagKey(one)).toBe(tagKey(other));
});

it('other words are other tags, and a name of marks alone is none', () => {
  expect(tagKey('refund')).not.toBe(tagKey('refunds'));
  expect(tagKey('\u200C \u200F')).toBe('');
});
