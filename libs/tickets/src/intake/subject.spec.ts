import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bareSubject, claimedTicketNumber } from './subject.js';

const prefixes = ['Re', 'Fw', 'Fwd', 'Aw', 'WG', 'Antw', 'Sv', 'Rv', 'TR']
  .flatMap((prefix) => [prefix, prefix.toUpperCase(), prefix.toLowerCase()])
  .concat(['رد', 'إعادة توجيه', 'اعادة توجيه', 'پاسخ', 'ارجاع', 'بازارسال']);

describe('bareSubject', () => {
  it.each(prefixes)('strips "%s" with every colon, counter and space it may carry', (prefix) => {
    const forms = [': ', ':', ' : ', '：', '[2]: ', '[12]：', ' [3] : ', '[۲]: ', '[٢]: '].map((end) => prefix + end);
    expect(forms.map((form) => bareSubject(`${form}سفارش 4521`))).toEqual(forms.map(() => 'سفارش 4521'));
  });

  it.each([
    ['stacked marks of one kind', 'Re: RE: re: Order', 'Order'],
    ['stacked marks of many programs and scripts', 'Re: AW[2]: رد: Fwd: پاسخ： إعادة توجيه: Order', 'Order'],
    ['marks without spaces', 'Re:Fwd:Order', 'Order'],
    ['a direction mark before a mark', '\u200FRe: \u202Bپاسخ: سفارش', 'سفارش'],
    ['an Arabic letter mark between marks', 'Re: \u061CFwd: Order', 'Order'],
    ['a direction mark between word and colon', 'رد\u200F: سفارش', 'سفارش'],
    ['a direction mark behind the colon', 'Re: \u200Fسفارش', 'سفارش'],
    ['outer spaces', '  \t Order  ', 'Order'],
    ['nothing but a mark', 'Re: ', ''],
    ['an empty subject', '', ''],
  ])('copes with %s', (_, subject, bare) => {
    expect(bareSubject(subject)).toBe(bare);
  });

  it.each([
    'Regarding: your offer',
    'Regarding your offer',
    'Reference: 4521',
    'Test: does it work',
    'TRansfer: 20 EUR',
    'Award: you have won',
    'Forward: march',
    'Svenska: hej',
    'Answer: 42',
    'Re order',
    'Re [2] order',
    'Re[x]: order',
    'Order Re: 4521',
    '[#1001] Re: Order',
    'ردود: كثيرة',
    'پاسخگویی: ضعیف',
    'ارجاعات: سه',
  ])('leaves alone what merely begins like a mark: %s', (subject) => {
    expect(bareSubject(subject)).toBe(subject);
  });

  it('finds the same bare subject below any pile of marks', () => {
    const pile = fc.array(fc.constantFrom(...prefixes.map((prefix) => `${prefix}: `)), { maxLength: 8 });
    fc.assert(
      fc.property(pile, (marks) => {
        expect(bareSubject(`${marks.join('')}Order`)).toBe('Order');
      }),
    );
  });

  it('has nothing left to strip after it has stripped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (subject) => {
        expect(bareSubject(bareSubject(subject))).toBe(bareSubject(subject));
      }),
    );
  });

  it.each([
    ['spaces before a colon that never comes', `re${' '.repeat(200_000)}x`],
    ['spaces in the middle', `Order${' '.repeat(200_000)}x`],
    ['an endless pile of marks', `${'Re:'.repeat(100_000)}x`],
  ])('takes linear time for %s', (_, subject) => {
    expect(bareSubject(subject).at(-1)).toBe('x');
  });
});

describe('claimedTicketNumber', () => {
  it.each([
    ['Re: [#123] Order', 123],
    ['[#1001]', 1001],
    ['رد: [#1001] سفارش', 1001],
    ['[#1] and [#2]', 1],
    ['Order #123', null],
    ['[123]', null],
    ['[# 123]', null],
    ['[#12345678901]', null],
    ['[#]', null],
    ['', null],
  ])('reads %p as %p', (subject, number) => {
    expect(claimedTicketNumber(subject)).toBe(number);
  });
});
