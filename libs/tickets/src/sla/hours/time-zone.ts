// The little arithmetic of time zones that business hours need; what the zones are is Intl's knowledge.
import { dayMs, minuteMs } from './local-date.js';

export type TimeZone = {
  /**
   * The first instant at which the local clock shows that minute of that day or a later one: a time that a change of the
   * clocks leaves out moves to the end of the gap, and of one that comes twice it is the first. Never goes back as the
   * local time goes on, so intervals that do not overlap on the wall do not overlap in fact.
   */
  instantOf: (dayNumber: number, minute: number) => number;
};

// Making a formatter costs a thousand times what using it does.
const zones = new Map<string, TimeZone>();

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export function timeZoneOf(name: string): TimeZone {
  const known = zones.get(name);
  if (known) return known;
  const made = createTimeZone(name);
  zones.set(name, made);
  return made;
}

function createTimeZone(name: string): TimeZone {
  const formatter = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
  const midnights = new Map<number, number>();

  const offsetAt = (instant: number) => offsetIn(formatter.format(instant));
  const offsetAtMidnight = (dayNumber: number) => {
    const known = midnights.get(dayNumber);
    if (known !== undefined) return known;
    const offset = offsetAt(dayNumber * dayMs);
    midnights.set(dayNumber, offset);
    return offset;
  };
  /** Where between two instants the offset stops being what it was. */
  const changeBetween = (from: number, to: number) => {
    const before = offsetAt(from);
    let [last, first] = [from, to];
    while (first - last > 1) {
      const middle = Math.floor((last + first) / 2);
      if (offsetAt(middle) === before) last = middle;
      else first = middle;
    }
    return first;
  };

  return {
    instantOf: (dayNumber, minute) => {
      const wall = dayNumber * dayMs + minute * minuteMs;
      // Offsets lie between -12 and +14 hours, so that a local day begins and ends between these two midnights of UTC.
      const before = offsetAtMidnight(dayNumber - 1);
      const after = offsetAtMidnight(dayNumber + 2);
      if (before === after) return wall - before;
      const change = changeBetween((dayNumber - 1) * dayMs, (dayNumber + 2) * dayMs);
      return wall - before < change ? wall - before : Math.max(change, wall - after);
    },
  };
}

/** Milliseconds in "1/1/2026, GMT+03:30"; UTC itself is a bare "GMT", and before there were zones there were seconds. */
function offsetIn(text: string): number {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT([+-])(\d+):(\d+)(?::(\d+))?$/.exec(text) ?? [];
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -offset : offset;
}

const localDays = new Map<string, Intl.DateTimeFormat>();

/** What the local day of an instant is called: to compare with another's, and for nothing else. */
export function localDayAt(name: string, at: Date): string {
  const known = localDays.get(name);
  const format = known ?? new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone: name, dateStyle: 'short' });
  if (!known) localDays.set(name, format);
  return format.format(at);
}
