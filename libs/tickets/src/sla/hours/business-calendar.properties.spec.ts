import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { officeHours } from '../../testing/some-business-hours.js';
import { createBusinessCalendar } from './business-calendar.js';
import type { BusinessHours, Holiday, OpenInterval } from './business-hours.js';
import { minuteMs } from './local-date.js';

const hour = 60 * minuteMs;
const zones = ['Africa/Cairo', 'Asia/Beirut', 'Asia/Tehran', 'Europe/Berlin', 'Pacific/Chatham'];

/** Around the changes of the clocks of 2026, and the leap days of 1403 and 1408. */
const moments = [
  '2026-04-23T22:00Z', '2026-10-29T21:00Z', '2026-03-28T22:00Z', '2026-10-24T21:00Z', '2026-03-29T01:00Z',
  '2026-10-25T01:00Z', '2025-03-20T00:00Z', '2030-03-20T00:00Z', '2026-07-01T12:00Z',
]; // prettier-ignore
const anInstant = fc
  .tuple(fc.constantFrom(...moments), fc.integer({ min: -10 * 24 * 60, max: 10 * 24 * 60 }), fc.nat({ max: 59_999 }))
  .map(([moment, minutes, ms]) => new Date(new Date(moment).getTime() + minutes * minuteMs + ms));

function intervalsWithin(first: number, last: number): fc.Arbitrary<OpenInterval[]> {
  return fc.uniqueArray(fc.integer({ min: first, max: last }), { maxLength: 6 }).map((minutes) => {
    const sorted = minutes.toSorted((a, b) => a - b);
    return sorted.flatMap((toMinute, index) =>
      index % 2 === 1 ? [{ fromMinute: sorted[index - 1] ?? 0, toMinute }] : [],
    );
  });
}

const holidays: Holiday[] = [
  { name: 'Nowruz', calendar: 'persian', month: 1, day: 1, year: null, intervals: [] },
  { name: 'Leap day', calendar: 'persian', month: 12, day: 30, year: null, intervals: [] },
  { name: 'Fitr', calendar: 'islamic-umalqura', month: 10, day: 1, year: null, intervals: [] },
  { name: 'Short', calendar: 'gregory', month: 10, day: 26, year: 2026, intervals: [{ fromMinute: 600, toMinute: 700 }] },
]; // prettier-ignore

/** Less a week, and the lengths that are added here could be farther away than a due time may be. */
function opensAnHour(week: BusinessHours['week']): boolean {
  return week.flat().reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0) >= 60;
}

function someHours(first = 0, last = 1440): fc.Arbitrary<BusinessHours> {
  const aWeek = fc.array(intervalsWithin(first, last), { minLength: 7, maxLength: 7 });
  const season = aWeek.map((week) => [{ name: 'Season', from: '2026-03-25', to: '2026-04-23', week }]);
  return fc
    .record({
      timeZone: fc.constantFrom(...zones),
      week: aWeek.filter(opensAnHour),
      seasons: fc.oneof(fc.constant([]), season),
      holidays: fc.subarray(holidays),
    })
    .map((differs) => officeHours(differs));
}

/** Intl asked minute by minute: is the time on the wall within the hours of that weekday? */
function openMinutes({ timeZone, week }: BusinessHours, from: Date, minutes: number): number {
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }); // prettier-ignore
  const isOpen = (index: number) => {
    const [weekday = '', time = ''] = formatter.format(from.getTime() + index * minuteMs).split(' ');
    const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    const day = week['Mon Tue Wed Thu Fri Sat Sun'.split(' ').indexOf(weekday)];
    return day?.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute);
  };
  return Array.from({ length: minutes }, (_, index) => index).filter(isOpen).length;
}

describe('a business calendar', () => {
  it('counts what a clock on the wall shows, over changes of the clocks too', () => {
    // Until ten at night: of an hour that comes twice the wall does not tell which it is.
    const hours = someHours(240, 1320).map((some) => ({ ...some, seasons: [], holidays: [] }));
    const whole = anInstant.map((at) => new Date(Math.floor(at.getTime() / minuteMs) * minuteMs));
    fc.assert(
      fc.property(hours, whole, fc.nat({ max: 3 * 24 * 60 }), (some, from, minutes) => {
        const to = new Date(from.getTime() + minutes * minuteMs);
        const counted = createBusinessCalendar(some).between(from, to);
        expect(counted / minuteMs).toBe(openMinutes(some, from, minutes));
      }),
      { numRuns: 60 },
    );
  });

  it('adds to the first instant by which as much has been counted', () => {
    fc.assert(
      fc.property(someHours(), anInstant, fc.integer({ min: 1, max: 60 * hour }), (hours, from, ms) => {
        const calendar = createBusinessCalendar(hours);
        const to = calendar.add(from, ms);
        expect(calendar.between(from, to)).toBe(ms);
        expect(calendar.between(from, new Date(to.getTime() - 1))).toBe(ms - 1);
      }),
      { numRuns: 300 },
    );
  });

  it('adds in two steps what it adds in one', () => {
    const length = fc.nat({ max: 30 * hour });
    fc.assert(
      fc.property(someHours(), anInstant, length, length, (hours, from, some, more) => {
        const calendar = createBusinessCalendar(hours);
        const [twice, once] = [calendar.add(calendar.add(from, some), more), calendar.add(from, some + more)];
        // Adding nothing stays where it is, even while it is closed.
        if (some + more > 0) expect(twice).toEqual(some > 0 && more === 0 ? calendar.add(from, some) : once);
      }),
      { numRuns: 300 },
    );
  });

  it('counts a whole as the sum of its parts, and nothing backwards', () => {
    fc.assert(
      fc.property(someHours(), fc.tuple(anInstant, anInstant, anInstant), (hours, instants) => {
        const calendar = createBusinessCalendar(hours);
        const [a, b, c] = instants.toSorted((one, other) => one.getTime() - other.getTime()) as [Date, Date, Date];
        expect(calendar.between(a, b) + calendar.between(b, c)).toBe(calendar.between(a, c));
        expect(calendar.between(c, a)).toBe(0);
        expect(calendar.between(a, b)).toBeLessThanOrEqual(b.getTime() - a.getTime());
      }),
      { numRuns: 200 },
    );
  });

  it('is open exactly where a millisecond counts, and opens next where it is open again', () => {
    fc.assert(
      fc.property(someHours(), anInstant, (hours, at) => {
        const calendar = createBusinessCalendar(hours);
        expect(calendar.isOpenAt(at)).toBe(calendar.between(at, new Date(at.getTime() + 1)) === 1);
        const next = calendar.nextOpening(at);
        expect(next).not.toBeNull();
        if (next) expect([calendar.isOpenAt(next), calendar.between(at, next)]).toEqual([true, 0]);
      }),
      { numRuns: 200 },
    );
  });

  it('divides time into days without gap or overlap, each with its openings inside', () => {
    fc.assert(
      fc.property(someHours(), anInstant, (hours, at) => {
        const calendar = createBusinessCalendar(hours);
        const day = calendar.dayAt(at);
        expect(day.from <= at && at < day.to).toBe(true);
        expect(calendar.dayAt(day.to).from).toEqual(day.to);
        expect(calendar.openingsOf(day.date).map(({ from, to }) => ({ from, to }))).toEqual(day.openings);
        const edges = [day.from, ...day.openings.flatMap(({ from, to }) => [from, to]), day.to].map(Number);
        expect(edges).toEqual(edges.toSorted((one, other) => one - other));
      }),
      { numRuns: 200 },
    );
  });
});
