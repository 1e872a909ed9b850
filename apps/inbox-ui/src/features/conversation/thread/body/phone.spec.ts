import { describe, expect, it } from '@jest/globals';
import { phone } from './phone.js';

describe('phone', () => {
  it.each([
    ['call +98 21 1234 5678 now', '+98 21 1234 5678'],
    ['شماره من 0912-345-6789 است', '0912-345-6789'],
    ['تلفن ۰۲۱ ۱۲۳۴ ۵۶۷۸', '۰۲۱ ۱۲۳۴ ۵۶۷۸'],
    ['(021) 1234 5678', '(021) 1234 5678'],
  ])('finds the number in %s', (text, expected) => {
    expect(phone.exec(text)?.[0]).toBe(expected);
  });

  it.each(['Order #4521', 'in 2026', 'page 12 of 30', 'SKU AB-12-34'])('leaves %s alone', (text) => {
    expect(phone.test(text)).toBe(false);
  });
});
