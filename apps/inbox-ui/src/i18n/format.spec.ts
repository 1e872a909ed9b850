import { describe, expect, it } from '@jest/globals';
import { asciiDigits, isolated } from './digits.js';
import { createFormat } from './format.js';
import type { Conventions } from './language.js';

const tehran: Conventions = { language: 'fa', calendar: 'persian', digits: 'arabext', timeZone: 'Asia/Tehran' };
const riyadh: Conventions = { language: 'ar', calendar: 'islamic-umalqura', digits: 'arab', timeZone: 'Asia/Riyadh' };
const london: Conventions = { language: 'en', calendar: 'gregory', digits: 'latn', timeZone: 'Europe/London' };

describe('createFormat', () => {
  it.each<[string, Conventions, string]>([
    ['Persian in the order that is written', tehran, 'چهارشنبه ۵ فروردین ۱۴۰۵ ۱۲:۳۰'],
    ['Persian words with the Gregorian calendar', { ...tehran, calendar: 'gregory' }, 'چهارشنبه ۲۵ مارس ۲۰۲۶ ۱۲:۳۰'],
    [
      'English with the Persian calendar keeps Latin digits',
      { ...london, calendar: 'persian', digits: 'arabext' },
      '5',
    ],
    ['English', london, 'Wednesday'],
  ])('%s', (_, conventions, expected) => {
    expect(createFormat(conventions).dateTime('2026-03-25T09:00:00Z')).toContain(expected);
  });

  it('shows what is typed in any digits in those of the organisation', () => {
    expect([tehran, riyadh, london].map((each) => createFormat(each).digits('9:٣0۵'))).toEqual([
      '۹:۳۰۵',
      '٩:٣٠٥',
      '9:305',
    ]);
  });

  it('writes Arabic in the Hijri calendar with Arabic digits', () => {
    expect(createFormat(riyadh).date('2026-03-25T09:00:00Z')).toMatch(/٦.*شوال.*١٤٤٧/);
  });

  it.each<[string, string, string]>([
    ['29 Esfand is the last day of 1404', '2026-03-20T12:00:00Z', '۲۹ اسفند ۱۴۰۴'],
    ['the new year begins at midnight in Tehran', '2026-03-20T20:30:00Z', '۱ فروردین ۱۴۰۵'],
    ['1403 had thirty days of Esfand', '2025-03-20T12:00:00Z', '۳۰ اسفند ۱۴۰۳'],
  ])('%s', (_, instant, expected) => {
    expect(createFormat(tehran).date(instant)).toBe(expected);
  });

  const now = new Date('2026-03-25T09:00:00Z');
  it.each<[string, string]>([
    ['2026-03-25T06:05:00Z', '06:05'],
    ['2026-03-24T23:30:00Z', 'Tue'],
    ['2026-03-01T09:00:00Z', '1 Mar'],
    ['2024-03-01T09:00:00Z', '1 Mar 2024'],
  ])('shortens %s as far as today allows', (instant, expected) => {
    expect(createFormat({ ...london, timeZone: 'UTC' }).short(instant, now)).toBe(expected);
  });

  it.each<[string, string]>([
    ['2026-03-25T08:59:50Z', 'now'],
    ['2026-03-25T08:48:00Z', '12 min ago'],
    ['2026-03-25T04:00:00Z', '5 hr ago'],
    ['2026-03-24T08:00:00Z', 'yesterday'],
  ])('says how long ago %s was', (instant, expected) => {
    expect(createFormat(london).relative(instant, now)).toBe(expected);
  });

  it.each<[Conventions, number, string]>([
    [london, 0, '0 bytes'],
    [london, 1, '1 byte'],
    [london, 377, '377 bytes'],
    [london, 1_200, '1.2 KB'],
    [london, 25_000_000, '25 MB'],
    [tehran, 377, '۳۷۷ بایت'],
    [tehran, 1_200, '۱٫۲ کیلوبایت'],
    [riyadh, 377, '٣٧٧ بايت'],
    [riyadh, 25_000_000, '٢٥ ميغابايت'],
  ])('writes a size as people do: %#', (conventions, bytes, expected) => {
    expect(createFormat(conventions).size(bytes)).toBe(expected);
  });

  it.each<[number, string]>([
    [5, '۵'],
    [99, '۹۹'],
    [100, '۹۹+'],
  ])('caps the count %i', (value, expected) => {
    expect(createFormat(tehran).count(value)).toBe(expected);
  });

  it.each<[number, string]>([
    [10_000, '1 min'],
    [59 * 60_000, '59 min'],
    [5.5 * 3_600_000, '5 hr'],
    [3 * 86_400_000, '3 day'],
  ])('%i ms of waiting is %s', (milliseconds, expected) => {
    expect(createFormat(london).duration(milliseconds)).toMatch(new RegExp(`^${expected}s?$`));
  });
});

describe('digits and isolation', () => {
  it.each([
    ['۱۲۳۴', '1234'],
    ['٠١٢', '012'],
    ['a۹b', 'a9b'],
  ])('reads %s as %s', (typed, expected) => {
    expect(asciiDigits(typed)).toBe(expected);
  });

  it('wraps a name so that its direction stays inside', () => {
    expect(isolated('علی')).toBe('\u2068علی\u2069');
  });
});
