import { createBusinessCalendar, type BusinessCalendar, type BusinessHours } from '@diwan/tickets';
import type { Queryable } from '../../database/database.js';
import { readHours } from '../keep/terms.query.js';

/** When inboxes are open: by their own hours, or else the organisation's. */
export type InboxHours = {
  isOpenAt: (inboxId: string, at: Date) => boolean;
  /** `at` itself while it is open; null when it stays closed for good. */
  nextOpening: (inboxId: string, at: Date) => Date | null;
  /** The zone that these hours are kept in, which need not be the organisation's. */
  timeZoneOf: (inboxId: string) => string;
};

// A calendar is costly to make and cheap to use, and hours hardly ever change.
const calendars = new Map<string, BusinessCalendar>();
const mostCalendars = 100;

function calendarOf(hours: BusinessHours): BusinessCalendar {
  const key = JSON.stringify(hours);
  const known = calendars.get(key);
  if (known) return known;
  const made = createBusinessCalendar(hours);
  if (calendars.size >= mostCalendars) calendars.clear();
  calendars.set(key, made);
  return made;
}

export async function readInboxHours(database: Queryable, inboxIds: readonly string[]): Promise<InboxHours> {
  const { hours } = await readHours(database);
  const own = await database.query<{ id: string; hours: BusinessHours }>(
    'select id, business_hours as hours from inboxes where id = any($1) and business_hours is not null',
    [inboxIds],
  );
  const byInbox = new Map(own.map((inbox) => [inbox.id, inbox.hours]));
  const hoursOf = (inboxId: string): BusinessHours => byInbox.get(inboxId) ?? hours;
  const of = (inboxId: string): BusinessCalendar => calendarOf(hoursOf(inboxId));
  return {
    isOpenAt: (inboxId, at) => of(inboxId).isOpenAt(at),
    nextOpening: (inboxId, at) => of(inboxId).nextOpening(at),
    timeZoneOf: (inboxId) => hoursOf(inboxId).timeZone,
  };
}
