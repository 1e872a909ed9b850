import { z } from 'zod';
import { emailAddress } from './primitives.js';

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
    name: z.string().trim().min(1).max(120),
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
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof organisation>;

export const updateOrganisation = organisation.partial().meta({ id: 'UpdateOrganisation' });
export type UpdateOrganisation = z.infer<typeof updateOrganisation>;

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
    owner: z.object({ name: z.string().trim().min(1).max(120), email: emailAddress, password }),
  })
  .meta({ id: 'SetUp' });
export type SetUp = z.infer<typeof setUp>;

export const setUpStatus = z.object({ needed: z.boolean(), demo: z.boolean() }).meta({ id: 'SetUpStatus' });
export type SetUpStatus = z.infer<typeof setUpStatus>;
