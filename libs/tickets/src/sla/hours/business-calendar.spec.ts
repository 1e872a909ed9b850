import { describe, expect, it } from '@jest/globals';
import { alwaysOpen, officeHours, open, tehranHours, week } from '../../testing/some-business-hours.js';
import { TicketError } from '../../ticket/ticket-error.js';
import type { BusinessHours, Holiday, Season } from './business-hours.js';
import { createBusinessCalendar } from './business-calendar.js';

const hour = 3_600_000;
const farvardin: Holiday = { name: 'نوروز', calendar: 'persian', month: 1, day: 1, year: null, intervals: [] };

/** Instants of the specs, in the zone that they play in. */
const berlin = (time: string) => new Date(`${time}+01:00`);
const tehran = (time: string) => new Date(`${time}+03:30`);

function refusal(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('add', () => {
  it.each<[name: string, BusinessHours, from: Date, hours: number, to: Date]>([
    ['V1: over a weekend', officeHours(), berlin('2026-03-06T16:30'), 1, berlin('2026-03-09T09:30')],
    ['V2: from before opening', officeHours(), berlin('2026-03-04T07:00'), 2, berlin('2026-03-04T11:00')],
    ['V3: three whole days', officeHours(), berlin('2026-03-06T16:55'), 24, berlin('2026-03-11T16:55')],
    ['V4: into a half Thursday', tehranHours(), tehran('2026-02-18T16:30'), 3, tehran('2026-02-19T10:30')],
    ['V5: over Nowruz', tehranHours({ holidays: [farvardin] }), tehran('2026-03-19T11:00'), 3, tehran('2026-03-22T10:00')],
    ['over lunch', tehranHours(), tehran('2026-02-17T11:30'), 1, tehran('2026-02-17T13:30')],
    ['exactly to the end of a day', officeHours(), berlin('2026-03-04T16:00'), 1, berlin('2026-03-04T17:00')],
    ['nothing', officeHours(), berlin('2026-03-07T12:00'), 0, berlin('2026-03-07T12:00')],
    ['less than nothing', officeHours(), berlin('2026-03-04T12:00'), -1, berlin('2026-03-04T12:00')],
  ])('counts %s', (_, hours, from, length, to) => {
    expect(createBusinessCalendar(hours).add(from, length * hour)).toEqual(to);
  }); // prettier-ignore

  it.each([
    ['Africa/Cairo', '2026-04-23T20:00+02:00', '2026-04-24T20:00+03:00', 23],
    ['Africa/Cairo', '2026-10-29T20:00+03:00', '2026-10-30T20:00+02:00', 25],
    ['Asia/Beirut', '2026-03-28T20:00+02:00', '2026-03-29T20:00+03:00', 23],
    ['Asia/Beirut', '2026-10-24T20:00+03:00', '2026-10-25T20:00+02:00', 25],
    ['Europe/Berlin', '2026-03-28T20:00+01:00', '2026-03-29T20:00+02:00', 23],
    ['Asia/Tehran', '2026-03-21T20:00+03:30', '2026-03-22T20:00+03:30', 24],
  ])('knows how long a day is in %s from %s', (zone, from, to, hours) => {
    const calendar = createBusinessCalendar(alwaysOpen(zone));
    expect(calendar.add(new Date(from), hours * hour)).toEqual(new Date(to));
    expect(calendar.between(new Date(from), new Date(to))).toBe(hours * hour);
  });

  it('opens with the clock when midnight is left out', () => {
    const early = { ...alwaysOpen('Asia/Beirut'), week: week({ 7: open('00:00-02:00') }) };
    const calendar = createBusinessCalendar(early);
    expect(calendar.openingsOf('2026-03-29')).toEqual([
      { from: new Date('2026-03-29T01:00+03:00'), to: new Date('2026-03-29T02:00+03:00'), why: 'week', name: null },
    ]);
    expect(calendar.add(new Date('2026-03-28T12:00Z'), 2 * hour)).toEqual(new Date('2026-04-05T01:00+03:00'));
  });

  it('does not open for an interval that a gap swallows', () => {
    const early = { ...alwaysOpen('Asia/Beirut'), week: week({ 7: open('00:00-00:45', '01:00-02:00') }) };
    expect(createBusinessCalendar(early).openingsOf('2026-03-29')).toHaveLength(1);
  });

  it('counts the hour before midnight twice when it comes twice', () => {
    const late = { ...alwaysOpen('Africa/Cairo'), week: week({ 4: open('22:00-24:00') }) };
    const calendar = createBusinessCalendar(late);
    expect(calendar.add(new Date('2026-10-29T12:00Z'), 3 * hour)).toEqual(new Date('2026-10-30T00:00+02:00'));
  });
});

describe('a schedule without enough hours', () => {
  const onlyInWinter = officeHours({
    week: week({}),
    seasons: [{ name: 'Winter', from: '2026-01-05', to: '2026-01-09', week: officeHours().week }],
  });
  const neverReally = officeHours({ week: week({ 1: open('09:00-17:00') }), holidays: allDays() });

  /** Every day of every year is a holiday: nothing that can be seen from the hours alone. */
  function allDays(): Holiday[] {
    return Array.from({ length: 12 * 31 }, (_, index) => ({
      name: 'Holiday', calendar: 'gregory' as const, year: null, intervals: [],
      month: Math.floor(index / 31) + 1, day: (index % 31) + 1,
    })).filter(({ month, day }) => day <= new Date(2024, month, 0).getDate()); // prettier-ignore
  }

  it.each<[string, BusinessHours, Date, number, number]>([
    ['opens no more', onlyInWinter, berlin('2026-01-09T16:00'), 2, 60],
    ['has only holidays', neverReally, berlin('2026-01-09T16:00'), 1, 60],
    ['is open for a minute a week', officeHours({ week: week({ 1: open('09:00-09:01') }) }), berlin('2026-01-04T00:00'), 1000, 60_000 - 523],
    ['is asked for ever', officeHours(), berlin('2026-01-04T00:00'), Infinity, Infinity],
  ])('is told from an endless loop when it %s', (_, hours, from, length, missingMinutes) => {
    const error = refusal(() => createBusinessCalendar(hours).add(from, length * hour));
    expect(error).toBeInstanceOf(TicketError);
    expect(error).toMatchObject({ code: 'hours.never_open', params: { from: from.toISOString(), missingMinutes } });
  }); // prettier-ignore

  it('has no next opening', () => {
    expect(createBusinessCalendar(onlyInWinter).nextOpening(berlin('2026-01-09T17:00'))).toBeNull();
    expect(createBusinessCalendar(neverReally).nextOpening(berlin('2026-01-09T17:00'))).toBeNull();
  });

  it.each([
    ['V7: a zero-length interval', week({ 1: open('09:00-09:00') }), 'empty_interval'],
    ['V7: no hours at all', week({}), 'never_opens'],
  ])('is refused for %s', (_, hours, code) => {
    const error = refusal(() => createBusinessCalendar(officeHours({ week: hours })));
    expect(error).toMatchObject({ code: 'hours.invalid', params: { problems: [expect.objectContaining({ code })] } });
  });
});

describe('seasons and holidays', () => {
  const ramadan: Season = {
    name: 'رمضان',
    from: '2026-02-18',
    to: '2026-03-19',
    week: week({ 7: open('10:00-15:00'), 4: open('10:00-13:00') }),
  };
  const fitr: Holiday = {
    name: 'عيد الفطر',
    calendar: 'islamic-umalqura',
    month: 10,
    day: 1,
    year: null,
    intervals: [],
  };
  const eve: Holiday = { ...fitr, name: 'Eve', calendar: 'gregory', month: 3, day: 19, intervals: open('10:00-11:00') };
  const cairo = (time: string) => new Date(`${time}+02:00`);
  const hours: BusinessHours = {
    ...officeHours({ seasons: [ramadan], holidays: [eve, fitr, farvardin] }),
    timeZone: 'Africa/Cairo',
    week: week({ 7: open('09:00-17:00'), 4: open('09:00-17:00'), 5: open('09:00-17:00') }),
  };
  const calendar = createBusinessCalendar(hours);

  it.each([
    ['2026-02-15', 'week', null, '09:00', '17:00'],
    ['2026-02-19', 'season', 'رمضان', '10:00', '13:00'],
    ['2026-03-15', 'season', 'رمضان', '10:00', '15:00'],
    ['2026-03-19', 'holiday', 'Eve', '10:00', '11:00'],
    ['2026-03-22', 'week', null, '09:00', '17:00'],
  ])('%s goes by the %s %p', (date, why, name, from, to) => {
    const opening = { from: cairo(`${date}T${from}`), to: cairo(`${date}T${to}`), why, name };
    expect(calendar.openingsOf(date)).toEqual([opening]);
  });

  it.each([
    ['2026-02-16', 'week', null],
    ['2026-02-18', 'season', 'رمضان'],
    ['2026-03-20', 'holiday', 'عيد الفطر'],
    ['2026-03-21', 'holiday', 'نوروز'],
  ])('%s is closed by the %s %p', (date, why, name) => {
    expect(calendar.openingsOf(date)).toEqual([]);
    const day = { from: cairo(`${date}T00:00`), to: new Date(cairo(`${date}T00:00`).getTime() + 24 * hour) };
    expect(calendar.dayAt(cairo(`${date}T12:00`))).toEqual({ date, ...day, why, name, openings: [] });
  });

  it('lets the closed one of two holidays win, and takes one of a single year in that year only', () => {
    const once: Holiday = { ...eve, name: 'Census', year: 2026, intervals: [] };
    const both = createBusinessCalendar({ ...hours, holidays: [eve, once] });
    expect(both.dayAt(cairo('2026-03-19T12:00')).name).toBe('Census');
    expect(both.dayAt(cairo('2027-03-19T12:00')).name).toBe('Eve');
  });

  it('closes on 30 Esfand in the years that have one, and on 1 Farvardin in all', () => {
    const leapDay: Holiday = { ...farvardin, name: 'کبیسه', month: 12, day: 30 };
    const nowruz = createBusinessCalendar({ ...alwaysOpen('Asia/Tehran'), holidays: [farvardin, leapDay] });
    const closed = (year: number) =>
      ['03-19', '03-20', '03-21', '03-22'].filter((date) => nowruz.openingsOf(`${year}-${date}`).length === 0);
    expect(closed(2024)).toEqual(['03-20']);
    expect(closed(2025)).toEqual(['03-20', '03-21']);
    expect(closed(2026)).toEqual(['03-21']);
    expect(closed(2029)).toEqual(['03-20']);
    expect(closed(2030)).toEqual(['03-20', '03-21']);
  });

  it('begins a holiday at midnight of the place, not of the world', () => {
    const nowruz = createBusinessCalendar({ ...alwaysOpen('Asia/Tehran'), holidays: [farvardin] });
    expect(nowruz.isOpenAt(tehran('2026-03-20T23:59:59'))).toBe(true);
    expect(nowruz.isOpenAt(tehran('2026-03-21T00:00'))).toBe(false);
    expect(nowruz.isOpenAt(tehran('2026-03-22T00:00'))).toBe(true);
  });
});

describe('isOpenAt and nextOpening', () => {
  const calendar = createBusinessCalendar(tehranHours({ holidays: [farvardin] }));

  it.each([
    ['2026-02-17T07:59:59.999', false, '2026-02-17T08:00'],
    ['2026-02-17T08:00', true, '2026-02-17T08:00'],
    ['2026-02-17T11:59:59.999', true, '2026-02-17T11:59:59.999'],
    ['2026-02-17T12:00', false, '2026-02-17T13:00'],
    ['2026-02-17T17:00', false, '2026-02-18T08:00'],
    ['2026-03-19T12:00', false, '2026-03-22T08:00'],
  ])('at %s it is open: %p, and next from %s', (at, isOpen, next) => {
    expect(calendar.isOpenAt(tehran(at))).toBe(isOpen);
    expect(calendar.nextOpening(tehran(at))).toEqual(tehran(next));
  });

  it('has no openings on a date that does not exist', () => {
    expect(calendar.openingsOf('2026-02-30')).toEqual([]);
  });

  it('cannot be changed from outside', () => {
    calendar.openingsOf('2026-02-17')[0]?.from.setTime(0);
    calendar.dayAt(tehran('2026-02-17T10:00')).openings.pop();
    expect(calendar.openingsOf('2026-02-17')).toHaveLength(2);
    expect(calendar.nextOpening(tehran('2026-02-17T00:00'))).toEqual(tehran('2026-02-17T08:00'));
  });
});
