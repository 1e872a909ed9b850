import type { LocalDate } from './local-date.js';

/** Minutes of the local day, 0 to 1440, the end exclusive. An interval over midnight is two: one of each day. */
export type OpenInterval = { fromMinute: number; toMinute: number };

/** Seven days; `week[0]` is ISO weekday 1, Monday, and `week[6]` Sunday. */
export type WeekHours = readonly (readonly OpenInterval[])[];

/** Other hours from one date to another, both included: Ramadan, a summer. */
export type Season = { name: string; from: LocalDate; to: LocalDate; week: WeekHours };

export const holidayCalendars = ['gregory', 'persian', 'islamic-umalqura'] as const;
export type HolidayCalendar = (typeof holidayCalendars)[number];

/** A day of the month in one calendar. It goes before week and season. */
export type Holiday = {
  name: string;
  calendar: HolidayCalendar;
  month: number;
  day: number;
  /** Of that calendar; null is every year. */
  year: number | null;
  /** None: closed all day; else a short day. */
  intervals: readonly OpenInterval[];
};

/** What decides the hours of a day. */
export type HoursRule = 'week' | 'season' | 'holiday';

/** When work is done: the calendar in which an SLA clock counts. All of it is written down, nothing comes from a locale. */
export type BusinessHours = {
  /** IANA, for example Asia/Tehran. */
  timeZone: string;
  week: WeekHours;
  seasons: readonly Season[];
  holidays: readonly Holiday[];
};
