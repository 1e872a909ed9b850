import type { BusinessHours, OpenInterval, WeekHours } from '../sla/hours/business-hours.js';

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** `open('08:00-12:00', '13:00-17:00')` */
export function open(...times: string[]): OpenInterval[] {
  return times.map((time) => ({ fromMinute: minuteOf(time.slice(0, 5)), toMinute: minuteOf(time.slice(6)) }));
}

/** The same hours on some ISO weekdays, 1 Monday … 7 Sunday. */
export function week(hours: Partial<Record<number, OpenInterval[]>>): WeekHours {
  return Array.from({ length: 7 }, (_, index) => hours[index + 1] ?? []);
}

const nineToFive = open('09:00-17:00');

/** Monday to Friday 09-17 in Berlin. */
export function officeHours(differs: Partial<BusinessHours> = {}): BusinessHours {
  const weekdays = { 1: nineToFive, 2: nineToFive, 3: nineToFive, 4: nineToFive, 5: nineToFive };
  return { timeZone: 'Europe/Berlin', week: week(weekdays), seasons: [], holidays: [], ...differs };
}

/** Saturday to Wednesday 08-12 and 13-17, Thursday 08-12, in Tehran. */
export function tehranHours(differs: Partial<BusinessHours> = {}): BusinessHours {
  const whole = open('08:00-12:00', '13:00-17:00');
  const weekdays = { 6: whole, 7: whole, 1: whole, 2: whole, 3: whole, 4: open('08:00-12:00') };
  return { timeZone: 'Asia/Tehran', week: week(weekdays), seasons: [], holidays: [], ...differs };
}

/** Always open, in the zone: what is counted is what passes. */
export function alwaysOpen(timeZone: string): BusinessHours {
  return { ...officeHours(), timeZone, week: Array.from({ length: 7 }, () => open('00:00-24:00')) };
}
