import { Injectable } from '@nestjs/common';
import type { OutOfHoursPreview, OutOfHoursTexts, SavedOutOfHoursTexts, SaveOutOfHoursTexts } from '@diwan/contracts';
import { createBusinessCalendar } from '@diwan/tickets';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError } from '../../http/api-error.js';
import { getOrganisation } from '../../organisation/organisation.repository.js';
import { readHours } from '../../sla/keep/terms.query.js';
import { readOutOfHoursTexts } from './contact-messages.query.js';
import { openingTime } from './opening-time.js';
import { outOfHoursAnswer, ownTexts } from './out-of-hours-answer.js';

const none: OutOfHoursTexts = { en: null, ar: null, fa: null };
const sampleNumber = 1234;

/** What the organisation writes to contacts while an inbox is closed. */
@Injectable()
export class OutOfHoursTextsService {
  constructor(private readonly database: Database) {}

  async read(): Promise<SavedOutOfHoursTexts> {
    return { texts: { ...none, ...(await readOutOfHoursTexts(this.database)) }, builtIn: ownTexts };
  }

  /** @throws ApiError settings.stale_version */
  save(caller: Caller, { expected, ...texts }: SaveOutOfHoursTexts): Promise<SavedOutOfHoursTexts> {
    return this.database.transaction(async (tx) => {
      const saved = await tx.query(
        'update organisations set out_of_hours_texts = $1 where $2::jsonb || out_of_hours_texts = $3::jsonb returning id',
        [jsonRows(texts), jsonRows(none), jsonRows(expected)],
      );
      if (saved.length === 0) throw new ApiError('settings.stale_version');
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'organisation.updated', payload: { changed: ['outOfHoursTexts'] } }, by);
      return { texts, builtIn: ownTexts };
    });
  }

  /** As of tonight, since now it may be open. */
  async preview(texts: OutOfHoursTexts): Promise<OutOfHoursPreview> {
    const organisation = await getOrganisation(this.database);
    const { hours } = await readHours(this.database);
    const calendar = createBusinessCalendar(hours);
    const at = calendar.nextOpening(calendar.dayAt(new Date()).to);
    const written = (language: 'en' | 'ar' | 'fa') => {
      const opening = at && openingTime({ at, timeZone: hours.timeZone }, language, organisation);
      const { subject, text } = outOfHoursAnswer({ language, number: sampleNumber, opening, texts });
      return { subject, text };
    };
    return { en: written('en'), ar: written('ar'), fa: written('fa') };
  }
}
