import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../testing/test-app.js';
import { closeSolvedTickets } from './close-solved-tickets.js';

let test: TestApp;
let inbox: AnInbox;
let admin: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
  inbox = await anInbox(test.database);
  admin = await test.agent('admin', [inbox.queueId]);
});
afterAll(() => test.close());

const closeAfter = (closeAfterMinutes: number) => admin.patch('/api/organisation', { closeAfterMinutes });

/** A solved ticket, and the minutes from its solving to its closing. */
async function solved() {
  const { number, id } = await test.mail(inbox);
  await admin.post(`/api/tickets/${number}/solve`, { version: 1 });
  const minutes = async () => {
    const [row] = await test.database.query<{ minutes: number }>(
      `select (extract(epoch from c.due_at - s.solved_at) / 60)::float8 as minutes
       from clocks c join ticket_standings s using (ticket_id) where ticket_id = $1 and kind = 'close'`,
      [id],
    );
    return row?.minutes;
  };
  return { number, id, minutes };
}

describe('a solved ticket', () => {
  it('closes after four days until somebody says otherwise', async () => {
    expect((await admin.get('/api/organisation')).body.closeAfterMinutes).toBe(5760);
    expect(await (await solved()).minutes()).toBe(5760);
  });

  it('closes when the organisation says so, whether it was solved before or after', async () => {
    const before = await solved();
    expect((await closeAfter(60)).body.closeAfterMinutes).toBe(60);
    const after = await solved();
    expect([await before.minutes(), await after.minutes()]).toEqual([60, 60]);
    await test.database.query(
      `update ticket_standings set solved_at = now() - interval '2 hours' where ticket_id = $1`,
      [before.id],
    );
    await closeAfter(180);
    await closeSolvedTickets(test.database);
    expect((await admin.get(`/api/tickets/${before.number}`)).body.status).toBe('solved');
    await closeAfter(119);
    await closeSolvedTickets(test.database);
    expect((await admin.get(`/api/tickets/${before.number}`)).body.status).toBe('closed');
    expect((await admin.get(`/api/tickets/${after.number}`)).body.status).toBe('solved');
  });

  it.each([59, 40_321, 90.5])('never closes after %d minutes', async (minutes) => {
    expect((await closeAfter(minutes)).status).toBe(400);
  });
});
