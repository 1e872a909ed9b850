import { describe, expect, it } from '@jest/globals';
import { directionOf } from './direction.js';

describe('directionOf', () => {
  it.each([
    ['Order #4521 هنوز نرسیده است.', 'rtl'],
    ['سلام، سفارش من کجاست؟', 'rtl'],
    ['https://example.org/a/very/long/path سلام', 'rtl'],
    ['سارا asked where her order is', 'ltr'],
    ['Where is my order?', 'ltr'],
  ])('of %s is %s', (text, expected) => {
    expect(directionOf(text, 'ltr')).toBe(expected);
    expect(directionOf(text, 'rtl')).toBe(expected);
  });

  it.each(['', '4521', '👍', 'sara@example.org'])('of %p, which has no words, is that of the language', (text) => {
    expect([directionOf(text, 'rtl'), directionOf(text, 'ltr')]).toEqual(['rtl', 'ltr']);
  });

  it('takes linear time for a line without spaces', () => {
    expect(directionOf(`a@${'b'.repeat(200_000)}`, 'rtl')).toBe('ltr');
    expect(directionOf('aB3/'.repeat(50_000), 'rtl')).toBe('ltr');
  });
});
