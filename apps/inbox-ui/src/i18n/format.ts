/** The only place where numbers, dates and sizes become text; everything takes calendar, digits and zone from settings. */
import { asciiDigits } from './digits.js';
import { localeTag, type Conventions } from './language.js';

export type Format = {
  number: (value: number) => string;
  /** Of a text that is being typed, such as a time of day: each digit as numbers are written. */
  digits: (typed: string) => string;
  /** "4 chats, 10 mails, or a call". */
  either: (choices: readonly string[]) => string;
  /** 99 and more as "99+". */
  count: (value: number) => string;
  date: (instant: string) => string;
  /** A local date ('YYYY-MM-DD'), which lies in no zone. */
  day: (localDate: string) => string;
  dateTime: (instant: string) => string;
  time: (instant: string) => string;
  /** Time today, weekday within the week, date before that. */
  short: (instant: string, now: Date) => string;
  relative: (instant: string, now: Date) => string;
  /** How long since, for example "2 h 5 min". */
  duration: (milliseconds: number) => string;
  /** To the minute, for example "2 hrs 30 min". */
  span: (milliseconds: number) => string;
  /** Time today, else day and time. */
  moment: (instant: string, now: Date) => string;
  size: (bytes: number) => string;
  /** The Gregorian calendar and ISO, for tool tips. */
  exact: (instant: string) => string;
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ['day', day],
  ['hour', hour],
  ['minute', minute],
] as const;

export function createFormat(conventions: Conventions): Format {
  const locale = localeTag(conventions);
  const { timeZone } = conventions;
  const numbers = new Intl.NumberFormat(locale);
  const times = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const dates = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const days = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  const weekdays = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short' });
  const dated = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
  const long = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const localDays = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });

  const choices = new Intl.ListFormat(locale, { type: 'disjunction' });

  const time = (instant: string) => times.format(new Date(instant));
  const inOrder = (formatter: Intl.DateTimeFormat, instant: string) =>
    conventions.language === 'fa' ? persianOrder(formatter, new Date(instant)) : formatter.format(new Date(instant));

  return {
    digits: (typed) => asciiDigits(typed).replaceAll(/\d/g, (digit) => numbers.format(Number(digit))),
    number: (value) => numbers.format(value),
    either: (each) => choices.format(each),
    count: (value) => (value > 99 ? `${numbers.format(99)}+` : numbers.format(value)),
    date: (instant) => inOrder(dates, instant),
    day: (localDate) => inOrder(localDays, `${localDate}T00:00:00Z`),
    dateTime: (instant) => `${inOrder(long, instant)} ${time(instant)}`,
    time,
    short: (instant, now) => {
      if (dayKey.format(new Date(instant)) === dayKey.format(now)) return time(instant);
      const age = now.getTime() - Date.parse(instant);
      if (age >= 0 && age < 6 * day) return weekdays.format(new Date(instant));
      return inOrder(age < 300 * day ? days : dates, instant);
    },
    relative: (instant, now) => relativeTo(Date.parse(instant) - now.getTime(), relatives),
    duration: (milliseconds) => durationOf(milliseconds, locale),
    span: (milliseconds) => spanOf(milliseconds, locale),
    moment: (instant, now) =>
      dayKey.format(new Date(instant)) === dayKey.format(now)
        ? time(instant)
        : `${inOrder(dated, instant)} ${time(instant)}`,
    size: (bytes) => sizeOf(bytes, locale),
    exact: (instant) =>
      `${new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant))} (${instant})`,
  };
}

const persianParts = ['weekday', 'day', 'month', 'year'] as const;

/** CLDR's Persian skeletons come out of order ("۱۴۰۵ فروردین ۴, سه‌شنبه"): weekday day month year is what is written. */
function persianOrder(formatter: Intl.DateTimeFormat, date: Date): string {
  const parts = formatter.formatToParts(date);
  return persianParts.flatMap((type) => parts.find((part) => part.type === type)?.value ?? []).join(' ');
}

function relativeTo(milliseconds: number, formatter: Intl.RelativeTimeFormat): string {
  const size = Math.abs(milliseconds);
  const step = steps.find(([, length]) => size >= length);
  return step ? formatter.format(Math.trunc(milliseconds / step[1]), step[0]) : formatter.format(0, 'second');
}

function durationOf(milliseconds: number, locale: string): string {
  const minutes = Math.max(1, Math.floor(milliseconds / minute));
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  if (minutes < 60) return unit(minutes, 'minute');
  if (minutes < 48 * 60) return unit(Math.floor(minutes / 60), 'hour');
  return unit(Math.floor(minutes / 1440), 'day');
}

function spanOf(milliseconds: number, locale: string): string {
  const minutes = Math.max(0, Math.round(milliseconds / minute));
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const parts = [
    ...(minutes >= 60 ? [unit(Math.floor(minutes / 60), 'hour')] : []),
    ...(minutes % 60 > 0 || minutes < 60 ? [unit(minutes % 60, 'minute')] : []),
  ];
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(parts);
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** As people write it: "377 bytes", "1.2 KB", "۱٫۲ کیلوبایت"; CLDR's short forms are "377 byte", "kB" and "م.ب". */
function sizeOf(bytes: number, locale: string): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), sizes.length - 1);
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: sizes[power] ?? 'byte',
    unitDisplay: power > 0 && locale.startsWith('en') ? 'short' : 'long',
    maximumFractionDigits: power === 0 ? 0 : 1,
  });
  return format.format(bytes / 1000 ** power).replace('kB', 'KB');
}
