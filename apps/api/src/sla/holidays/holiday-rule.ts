/** What a rule of date-holidays says in words of Diwan: the day of a calendar, or nothing but a date. */
import { calendarDateOf, dayNumberOf, localDateOf, type HolidayCalendar } from '@diwan/tickets';
import type { SuggestedHoliday } from '@diwan/contracts';

type RuleDay = { calendar: HolidayCalendar; month: number; day: number };

const monthNames = {
  persian: 'Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand'.split(' '),
  'islamic-umalqura': [
    'Muharram',
    'Safar',
    'Rabi al-awwal',
    'Rabi al-thani',
    'Jumada al-awwal',
    'Jumada al-thani',
    'Rajab',
    'Shaban',
    'Ramadan',
    'Shawwal',
    'Dhu al-Qidah',
    'Dhu al-Hijjah',
  ],
} as const;

/** `12-02 since 1971`, `1 Shawwal P3D`; what has further conditions is not the same day every year. */
const gregorianRule = /^(\d\d)-(\d\d)(?: P\w+)?(?: since \d+)?$/;
const namedRule = /^(\d{1,2}) ([A-Z][A-Za-z -]+?)(?: P\w+)?(?: since \d+)?$/;

export function dayOfRule(rule: string): RuleDay | null {
  const [, gregorianMonth, gregorianDay] = gregorianRule.exec(rule) ?? [];
  if (gregorianMonth) return { calendar: 'gregory', month: Number(gregorianMonth), day: Number(gregorianDay) };
  const [, day, name = ''] = namedRule.exec(rule) ?? [];
  for (const calendar of ['persian', 'islamic-umalqura'] as const) {
    const month = (monthNames[calendar] as readonly string[]).indexOf(name) + 1;
    if (month > 0) return { calendar, month, day: Number(day) };
  }
  return null;
}

type Listed = { date: string; days: number; name: string; rule: string };

/** Each day of a listed holiday. One that Diwan's calendar would not find again next year stands for itself alone. */
export function suggestionsOf({ date, days, name, rule }: Listed): SuggestedHoliday[] {
  const first = dayNumberOf(date);
  if (first === null) return [];
  const of = dayOfRule(rule);
  const calendar = of?.calendar ?? 'gregory';
  const begins = calendarDateOf(calendar, first);
  const isSame = of?.month === begins.month && of.day === begins.day;
  return Array.from({ length: days }, (_, index) => {
    const found = calendarDateOf(calendar, first + index);
    return {
      date: localDateOf(first + index),
      name,
      calendar,
      ...found,
      // A lunar month has a thirtieth day in some years only.
      recurs: isSame && !(calendar === 'islamic-umalqura' && found.day === 30),
      byMoon: calendar === 'islamic-umalqura',
    };
  });
}
