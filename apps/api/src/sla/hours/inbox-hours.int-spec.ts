import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BusinessHours } from '@diwan/contracts';
import type { Database } from '../../database/database.js';
import { aDatabase, type ADatabase } from '../../testing/a-database.js';
import { anInbox, anOrganisation } from '../../testing/an-inbox.js';
import { closedForGood, giveHours } from '../../testing/some-hours.js';
import { readInboxHours } from './inbox-hours.js';

let scene: ADatabase;
let database: Database;
beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  await anOrganisation(database);
});
afterAll(() => scene.drop());

const nineToFive = [{ fromMinute: 540, toMinute: 1020 }];
const berlin: BusinessHours = {
  timeZone: 'Europe/Berlin',
  week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []],
  seasons: [],
  holidays: [{ name: 'Ascension', calendar: 'gregory', month: 5, day: 14, year: 2026, intervals: [] }],
};

/** Whether it is open, and when it opens next. */
async function stateOf(hours: BusinessHours | null, at: string): Promise<[boolean, string | undefined]> {
  const { id } = await anInbox(database);
  await giveHours(database, id, hours);
  const inboxHours = await readInboxHours(database, [id]);
  const opening = inboxHours.nextOpening(id, new Date(at));
  return [inboxHours.isOpenAt(id, new Date(at)), opening?.toISOString()];
}

describe('the hours of an inbox', () => {
  it.each([
    ['an open one opens now', '2026-03-27T10:00:00Z', true, '2026-03-27T10:00:00.000Z'],
    ['in the morning', '2026-03-27T07:59:59Z', false, '2026-03-27T08:00:00.000Z'],
    ['over a change of the clocks', '2026-03-27T16:00:00Z', false, '2026-03-30T07:00:00.000Z'],
    ['over a holiday', '2026-05-13T15:00:00Z', false, '2026-05-15T07:00:00.000Z'],
  ])('%s', async (_, at, isOpen, opening) => {
    expect(await stateOf(berlin, at)).toEqual([isOpen, opening]);
  });

  it('are the organisation’s where the inbox has none', async () => {
    expect(await stateOf(null, '2026-03-27T16:59:00Z')).toEqual([true, '2026-03-27T16:59:00.000Z']);
    await database.query('update organisations set business_hours = $1', [JSON.stringify(berlin)]);
    expect(await stateOf(null, '2026-03-27T16:59:00Z')).toEqual([false, '2026-03-30T07:00:00.000Z']);
    await database.query('update organisations set business_hours = null');
  });

  it('may never open again, and that is an answer', async () => {
    expect(await stateOf(closedForGood, '2026-03-27T10:00:00Z')).toEqual([false, undefined]);
  });
});
