import { Injectable } from '@nestjs/common';
import type {
  BusinessHours,
  HoursPreview,
  PreviewHours,
  SaveBusinessHours,
  SavedBusinessHours,
} from '@diwan/contracts';
import { createBusinessCalendar, TicketError, type BusinessCalendar } from '@diwan/tickets';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError } from '../../http/api-error.js';
import { assertPossible } from './assert-possible.js';
import { lockTerms, readHours, recordTerms } from '../keep/terms.query.js';

@Injectable()
export class BusinessHoursService {
  constructor(private readonly database: Database) {}

  async read(): Promise<SavedBusinessHours> {
    const { saved, hours } = await readHours(this.database);
    return { hours: hours as BusinessHours, isDefault: saved === null };
  }

  /** Running clocks go over to them in the background (sla/keep/follow-terms.ts). @throws ApiError settings.stale_version */
  save(caller: Caller, { expected, ...hours }: SaveBusinessHours): Promise<SavedBusinessHours> {
    assertPossible(hours);
    return this.database.transaction(async (tx) => {
      await lockTerms(tx);
      const saved = await tx.query(
        'update organisations set business_hours = $1 where business_hours is not distinct from $2::jsonb returning id',
        [jsonRows(hours), expected && jsonRows(expected)],
      );
      if (saved.length === 0) throw new ApiError('settings.stale_version');
      await recordTerms(tx);
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'business_hours.updated', payload: { timeZone: hours.timeZone } }, by);
      return { hours, isDefault: false };
    });
  }

  /** What these hours, saved or not, would make of a week and of a promise. */
  preview({ hours, minutes, at }: PreviewHours): HoursPreview {
    assertPossible(hours);
    const calendar = createBusinessCalendar(hours);
    const from = at === undefined ? new Date() : new Date(at);
    return { days: weekFrom(calendar, from), at: from.toISOString(), dueAt: dueAt(calendar, from, minutes) };
  }
}

function weekFrom(calendar: BusinessCalendar, from: Date): HoursPreview['days'] {
  const days: HoursPreview['days'] = [];
  let at = from;
  while (days.length < 7) {
    const { date, why, name, openings, to } = calendar.dayAt(at);
    days.push({
      date,
      why,
      name,
      openings: openings.map((opening) => ({ from: opening.from.toISOString(), to: opening.to.toISOString() })),
    });
    at = to;
  }
  return days;
}

function dueAt(calendar: BusinessCalendar, from: Date, minutes: number): string | null {
  try {
    return calendar.add(from, minutes * 60_000).toISOString();
  } catch (error) {
    if (error instanceof TicketError && error.code === 'hours.never_open') return null;
    throw error;
  }
}
