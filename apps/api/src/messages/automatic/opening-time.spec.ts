import { expect, it } from '@jest/globals';
import { openingTime, type Conventions } from './opening-time.js';

const newYear = new Date('2026-03-21T05:30:00Z');
const tehran: Conventions = { timeZone: 'Asia/Tehran', calendar: 'persian', digits: 'arabext' };
const riyadh: Conventions = { timeZone: 'Asia/Riyadh', calendar: 'islamic-umalqura', digits: 'arab' };
const berlin: Conventions = { timeZone: 'Europe/Berlin', calendar: 'gregory', digits: 'latn' };

it.each([
  ['fa', tehran, ['شنبه', '۱ فروردین', '۰۹:۰۰']],
  ['ar', riyadh, ['السبت', '٢ شوال', '٠٨:٣٠']],
  ['en', berlin, ['Saturday', 'March 21', '06:30']],
  ['ar', berlin, ['السبت', '21 مارس', '06:30']],
] as [string, Conventions, string[]][])(
  'is told in %s as the organisation counts (%o)',
  (language, conventions, parts) => {
    const told = openingTime({ at: newYear, timeZone: conventions.timeZone }, language, conventions);
    for (const part of parts) expect(told).toContain(part);
  },
);

it('knows of a change of the clocks', () => {
  const told = (at: string) => openingTime({ at: new Date(at), timeZone: berlin.timeZone }, 'en', berlin).slice(-5);
  expect([told('2026-03-27T08:00:00Z'), told('2026-03-30T07:00:00Z')]).toEqual(['09:00', '09:00']);
});

it.each([
  ['en', berlin, ['09:00', 'Iran Standard Time']],
  ['fa', berlin, ['09:00', 'وقت عادی ایران']],
  ['ar', riyadh, ['٠٩:٠٠', 'توقيت إيران الرسمي']],
] as [string, Conventions, string[]][])(
  'is told in %s by the clock of the hours, with its name, where the organisation has another (%o)',
  (language, conventions, parts) => {
    const told = openingTime({ at: newYear, timeZone: 'Asia/Tehran' }, language, conventions);
    for (const part of parts) expect(told).toContain(part);
  },
);
