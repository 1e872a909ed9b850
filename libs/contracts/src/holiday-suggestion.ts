import { z } from 'zod';
import { languages } from './organisation.js';
import { holiday } from './sla.js';

/** ISO 3166-1, for example IR. */
const country = z.string().regex(/^[A-Z]{2}$/);

/** Of what stands in a list of public holidays, and of what does not. */
export const holidayCountries = z
  .object({
    countries: z.array(
      z.object({
        code: country,
        /** No: there is no list of its holidays. */
        isKnown: z.boolean(),
        regions: z.array(z.object({ code: z.string(), name: z.string() })),
      }),
    ),
    /** Where the organisation seems to be, by its time zone. */
    likely: country.nullable(),
  })
  .meta({ id: 'HolidayCountries' });
export type HolidayCountries = z.infer<typeof holidayCountries>;

export const suggestHolidays = z.object({
  country,
  region: z.string().min(1).max(10).optional(),
  language: z.enum(languages),
  /** The first day, Gregorian. */
  from: z.iso.date(),
  /** Of twelve months, from that day on. */
  years: z.coerce.number().int().min(1).max(3).default(1),
});
export type SuggestHolidays = z.output<typeof suggestHolidays>;

/** A day that an admin may add to the business hours. */
export const suggestedHoliday = z
  .object({
    /** When it is for the first time, Gregorian. */
    date: z.iso.date(),
    ...holiday.pick({ name: true, calendar: true, month: true, day: true }).shape,
    /** Of that calendar, on that date. */
    year: z.number().int(),
    /** Every year on this day of its calendar. */
    recurs: z.boolean(),
    /** The moon is sighted: it may be a day earlier or later. */
    byMoon: z.boolean(),
  })
  .meta({ id: 'SuggestedHoliday' });
export type SuggestedHoliday = z.infer<typeof suggestedHoliday>;
