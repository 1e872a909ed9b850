import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Tx } from '../../database/database.js';
import { aQueue, assigneesOf, waitingTickets } from '../../testing/a-queue.js';
import type { AnInbox } from '../../testing/an-inbox.js';
import { eventually } from '@diwan/channels/testing/eventually';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let queue: AnInbox;
let lead: SignedIn;
let colleague: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  queue = await aQueue(test.database, { distribution: 'manual' });
  lead = await test.agent('lead', [queue.queueId]);
  colleague = await test.agent('agent', [queue.queueId]);
});
afterAll(() => test.close());

async function moveToColleague(): Promise<string> {
  const target = { assignees: { to: 'agents', agentIds: [colleague.id] } };
  const wish = { selection: { queueId: queue.queueId }, target };
  const { seen } = (await lead.post('/api/moves/preview', wish)).body;
  return (await lead.post('/api/moves', { ...wish, seen })).body.id;
}
const isBlocked = () =>
  eventually(async () => {
    const waiting = await test.database.query(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for update of s%'
         and datname = current_database()`,
    );
    return waiting.length > 0;
  });
/** What every change of a ticket by an agent does: hold it, then say what was done. */
async function touch(tx: Tx, ticketId: string, at = 'now()'): Promise<void> {
  await tx.query('update ticket_standings set version = version + 1 where ticket_id = $1', [ticketId]);
  await tx.query(
    `insert into events (type, ticket_id, actor_kind, actor_id, at) values ('ticket.priority_changed', $1, 'agent', $2, ${at})`,
    [ticketId, colleague.id],
  );
}

it('leaves a ticket that an agent is touching at that moment', async () => {
  const [ticket = '', other = ''] = await waitingTickets(test.database, queue, [{}, {}]);
  const id = await moveToColleague();
  let undone: ReturnType<SignedIn['post']> | undefined;
  await test.database.transaction(async (tx) => {
    await touch(tx, ticket);
    undone = lead.post(`/api/moves/${id}/undo`);
    void undone.then(() => undefined);
    await isBlocked();
  });
  expect((await undone)?.body).toMatchObject({ state: 'undone', restored: 1 });
  expect(await assigneesOf(test.database, [ticket, other])).toEqual([colleague.id, null]);
});

it('goes by what happened first, and not by when somebody began', async () => {
  const [ticket = ''] = await waitingTickets(test.database, queue, [{}]);
  let id = '';
  await test.database.transaction(async (tx) => {
    await tx.query('select now()');
    id = await moveToColleague();
    await touch(tx, ticket);
  });
  expect((await lead.post(`/api/moves/${id}/undo`)).body).toMatchObject({ state: 'undone', restored: 0 });
  expect(await assigneesOf(test.database, [ticket])).toEqual([colleague.id]);
});

it('takes back what was touched before it was moved, though the move began first', async () => {
  const [ticket = ''] = await waitingTickets(test.database, queue, [{}]);
  let moving: Promise<string> | undefined;
  const wish = {
    selection: { queueId: queue.queueId },
    target: { assignees: { to: 'agents', agentIds: [colleague.id] } },
  };
  const { seen } = (await lead.post('/api/moves/preview', wish)).body;
  await test.database.transaction(async (tx) => {
    await tx.query('select 1 from ticket_standings where ticket_id = $1 for update', [ticket]);
    moving = lead.post('/api/moves', { ...wish, seen }).then(({ body }) => body.id as string);
    await isBlocked();
    await touch(tx, ticket, 'clock_timestamp()');
  });
  expect((await lead.post(`/api/moves/${await moving}/undo`)).body).toMatchObject({ state: 'undone', restored: 1 });
  expect(await assigneesOf(test.database, [ticket])).toEqual([null]);
});
