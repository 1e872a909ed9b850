import { outOfHoursPlaceholders, unknownPlaceholders } from '@diwan/tickets';
import { z } from 'zod';
import { emailAddress, visibleName } from './primitives.js';

export const languages = ['en', 'ar', 'fa'] as const;
export type Language = (typeof languages)[number];
export const calendars = ['gregory', 'persian', 'islamic-umalqura'] as const;
export const digitSystems = ['latn', 'arab', 'arabext'] as const;

/** A name that no calendar knows would break every date on every screen. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Settings, never locale defaults: bare `ar` would mean Latin digits and `ar-SA` the Gregorian calendar. */
export const organisation = z
  .object({
    name: visibleName(),
    language: z.enum(languages),
    calendar: z.enum(calendars),
    digits: z.enum(digitSystems),
    /** IANA, for example Asia/Tehran. */
    timeZone: z.string().min(1).max(64).refine(isTimeZone, { error: 'invalid_time_zone' }),
    /** ISO weekday, 1 Monday … 7 Sunday. */
    weekStart: z.number().int().min(1).max(7),
    weekend: z.array(z.number().int().min(1).max(7)).max(3),
    /** Sent by Diwan itself when a ticket is opened by mail. */
    acknowledgeNewTickets: z.boolean(),
    /** A solved ticket closes by itself after so long without a word: 1 hour to 28 days. */
    closeAfterMinutes: z.number().int().min(60).max(40_320),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof organisation>;

export const updateOrganisation = organisation.partial().meta({ id: 'UpdateOrganisation' });
export type UpdateOrganisation = z.infer<typeof updateOrganisation>;

/** By language; null: Diwan's own text. `{opening}` is when the inbox opens next, `{number}` the ticket's number. */
const outOfHoursText = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .refine((text) => unknownPlaceholders(text, outOfHoursPlaceholders).length === 0, { error: 'unknown_placeholder' })
  .nullable();
export const outOfHoursTexts = z
  .object({ en: outOfHoursText, ar: outOfHoursText, fa: outOfHoursText })
  .meta({ id: 'OutOfHoursTexts' });
export type OutOfHoursTexts = z.infer<typeof outOfHoursTexts>;

/** `expected`: what was read before; where it is not so any more, nothing is changed. */
export const saveOutOfHoursTexts = outOfHoursTexts
  .extend({ expected: outOfHoursTexts })
  .meta({ id: 'SaveOutOfHoursTexts' });
export type SaveOutOfHoursTexts = z.infer<typeof saveOutOfHoursTexts>;

const plainTexts = z.object({ en: z.string(), ar: z.string(), fa: z.string() });
export const savedOutOfHoursTexts = z
  .object({ texts: outOfHoursTexts, builtIn: plainTexts })
  .meta({ id: 'SavedOutOfHoursTexts' });
export type SavedOutOfHoursTexts = z.infer<typeof savedOutOfHoursTexts>;

/** What these texts would say now; an inbox with the organisation's hours. */
export const outOfHoursPreview = z
  .object({ en: outOfHoursMail(), ar: outOfHoursMail(), fa: outOfHoursMail() })
  .meta({ id: 'OutOfHoursPreview' });
export type OutOfHoursPreview = z.infer<typeof outOfHoursPreview>;

function outOfHoursMail() {
  return z.object({ subject: z.string(), text: z.string() });
}

export const password = z.string().min(10).max(200);

/** The first-run wizard sends this once; afterwards it is refused. */
export const setUp = z
  .object({
    organisation: organisation.pick({
      name: true,
      language: true,
      calendar: true,
      digits: true,
      timeZone: true,
      weekStart: true,
      weekend: true,
    }),
    owner: z.object({ name: visibleName(), email: emailAddress, password }),
  })
  .meta({ id: 'SetUp' });
export type SetUp = z.infer<typeof setUp>;

export const setUpStatus = z.object({ needed: z.boolean(), demo: z.boolean() }).meta({ id: 'SetUpStatus' });
export type SetUpStatus = z.infer<typeof setUpStatus>;
