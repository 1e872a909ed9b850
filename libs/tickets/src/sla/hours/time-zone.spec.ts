import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayMs, dayNumberOf, minuteMs } from './local-date.js';
import { isTimeZone, timeZoneOf } from './time-zone.js';

function instant(zone: string, date: string, time: string): string {
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return new Date(timeZoneOf(zone).instantOf(dayNumberOf(date) ?? NaN, minute)).toISOString();
}

/** Another way to ask Intl: what the clock on the wall shows, as if it were UTC. */
function wallAt(zone: string, at: number): number {
  const { year, month, day, hour, minute, second } = Object.fromEntries(
    new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone, hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }).formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>; // prettier-ignore
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second);
}

describe('instantOf', () => {
  it.each([
    ['Asia/Tehran', '2026-03-21', '00:00', '2026-03-20T20:30:00.000Z'],
    ['Asia/Tehran', '2026-07-01', '08:00', '2026-07-01T04:30:00.000Z'],
    ['Europe/Berlin', '2026-07-01', '09:00', '2026-07-01T07:00:00.000Z'],
    ['America/St_Johns', '2026-01-15', '09:00', '2026-01-15T12:30:00.000Z'],
    ['UTC', '2026-01-15', '24:00', '2026-01-16T00:00:00.000Z'],
  ])('of %s on %s at %s is %s', (zone, date, time, expected) => {
    expect(instant(zone, date, time)).toBe(expected);
  });

  it.each([
    ['Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '00:59', '2026-04-23T22:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '01:00', '2026-04-23T22:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '01:01', '2026-04-23T22:01:00.000Z'],
    ['Asia/Beirut', '2026-03-29', '00:30', '2026-03-28T22:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
    ['Asia/Tehran', '2022-03-22', '00:15', '2022-03-21T20:30:00.000Z'],
    ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T10:00:00.000Z'],
  ])('moves a time in a gap to its end: %s %s %s', (zone, date, time, expected) => {
    expect(instant(zone, date, time)).toBe(expected);
  });

  it.each([
    ['Africa/Cairo', '2026-10-29', '23:30', '2026-10-29T20:30:00.000Z'],
    ['Africa/Cairo', '2026-10-30', '00:00', '2026-10-29T22:00:00.000Z'],
    ['Asia/Beirut', '2026-10-24', '23:00', '2026-10-24T20:00:00.000Z'],
    ['Asia/Beirut', '2026-10-24', '24:00', '2026-10-24T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    ['Asia/Tehran', '2022-09-21', '23:30', '2022-09-21T19:00:00.000Z'],
  ])('takes the first of a time that comes twice: %s %s %s', (zone, date, time, expected) => {
    expect(instant(zone, date, time)).toBe(expected);
  });

  it('is the first instant at which the clock shows that time or a later one, in every zone', () => {
    const zones = [
      'Africa/Cairo',
      'Asia/Beirut',
      'Asia/Tehran',
      'Europe/Berlin',
      'Africa/Casablanca',
      'Asia/Kathmandu',
    ];
    const day = fc.integer({ min: Date.UTC(2021, 0, 1) / dayMs, max: Date.UTC(2031, 0, 1) / dayMs });
    const changes = ['2026-04-24', '2026-10-29', '2026-03-29', '2026-10-24', '2026-10-25', '2022-09-21'];
    const changing = fc.constantFrom(...changes.map((date) => dayNumberOf(date) ?? NaN));
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.oneof(day, changing),
        fc.integer({ min: 0, max: 1440 }),
        (zone, on, minute) => {
          const wall = on * dayMs + minute * minuteMs;
          const at = timeZoneOf(zone).instantOf(on, minute);
          expect(wallAt(zone, at)).toBeGreaterThanOrEqual(wall);
          for (const before of [1000, 30 * minuteMs, 90 * minuteMs, 3 * 60 * minuteMs]) {
            expect(wallAt(zone, at - before)).toBeLessThan(wall);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('isTimeZone', () => {
  it.each([
    ['Asia/Tehran', true],
    ['Mars/Olympus', false],
    ['', false],
  ])('of %p is %p', (name, is) => {
    expect(isTimeZone(name)).toBe(is);
  });
});
