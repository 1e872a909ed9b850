import type { Organisation } from '@diwan/contracts';
import type { Queryable } from '../database/database.js';
import type { StoredOrganisation } from './organisation.schema.js';

export async function findOrganisation(database: Queryable): Promise<StoredOrganisation | null> {
  const [row] = await database.query<StoredOrganisation>(
    `select id, name, language, calendar, digits, time_zone as "timeZone", week_start as "weekStart", weekend,
       acknowledge_new_tickets as "acknowledgeNewTickets", close_after_minutes as "closeAfterMinutes", demo, set_up_at as "setUpAt" from organisations`,
  );
  return row ?? null;
}

/** @throws when nothing was set up yet: nobody can be signed in then */
export async function getOrganisation(database: Queryable): Promise<StoredOrganisation> {
  const organisation = await findOrganisation(database);
  if (!organisation) throw new Error('the organisation is not set up');
  return organisation;
}

export function presentOrganisation(stored: StoredOrganisation): Organisation {
  const { id: _id, demo: _demo, setUpAt: _setUpAt, ...organisation } = stored;
  return organisation;
}
