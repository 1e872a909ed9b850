import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@diwan/channels/testing/eventually';
import type { EscalationRole, SlaEscalation } from '@diwan/tickets';
import { createDataSource } from '../database/data-source.js';
import { Database } from '../database/database.js';
import { readFeed } from '../events/event-feed.query.js';
import { aPromisedTicket, aStoredPolicy, eventsOf, keeping, promise } from '../testing/a-promise.js';
import { waitingTickets } from '../testing/a-queue.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type OpenedTicket, type SignedIn, type TestApp } from '../testing/test-app.js';
import { NotifyOfEscalations } from './notify-of-escalations.js';

let test: TestApp;
let database: Database;
let inbox: AnInbox;
let worker: SignedIn;
let lead: SignedIn;
const handler = new NotifyOfEscalations();
let place = { xid: '0', id: '0' };

beforeAll(async () => {
  test = await createTestApp();
  database = test.database;
});
beforeEach(async () => {
  await database.query(`update agents set active = false`);
  inbox = await anInbox(database);
  worker = await test.agent('agent', [inbox.queueId]);
  lead = await test.agent('lead', [inbox.queueId]);
});
afterAll(() => test.close());

/** What the worker does with what happened since the last time. */
const tell = async () => {
  // The feed ends at the oldest transaction that still runs, be it another spec's.
  const hidden = 'select 1 from events where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1';
  await eventually(async () => expect(await database.query(hidden)).toEqual([]));
  return database.transaction(async (tx) => {
    const { events, next } = await readFeed(tx, place, { limit: 10_000, types: handler.types });
    place = next;
    await handler.handle(tx, events);
    return events;
  });
};

const escalate = async ({ number }: OpenedTicket, { by = worker, reason = 'Threatens to leave' } = {}) => {
  const { version } = (await by.get(`/api/tickets/${number}`)).body;
  const { status } = await by.post(`/api/tickets/${number}/escalate`, { version, reason });
  expect(status).toBe(200);
};

/** Takes a step of a policy that tells these roles of a ticket. The same step each time: what took it before is left alone. */
async function takeStep(notify: EscalationRole[], when: SlaEscalation['when'] = { at: 'percent', percent: 50 }) {
  const step: SlaEscalation = {
    id: 'step', target: 'first_reply', when, notify, raiseTo: null, queueId: null, raisesLevel: false,
  }; // prettier-ignore
  await promise(database, [aStoredPolicy({ escalation: [step] })]);
  const id = await aPromisedTicket(database, inbox, { ago: 61 });
  await database.query('update ticket_standings set assignee_id = $2 where ticket_id = $1', [id, worker.id]);
  await database.query('delete from clocks where ticket_id <> $1', [id]);
  const work = keeping(database);
  await work.keep();
  await work.fire();
  return id;
}

const noticesOf = async (who: SignedIn) => (await who.get('/api/notices')).body;
const toldOf = async (ticketId: string): Promise<string[]> => {
  const rows = await database.query<{ id: string }>(
    `select agent_id as id from notices where ticket_id = $1 and kind <> 'escalated' order by agent_id`,
    [ticketId],
  );
  return rows.map(({ id }) => id);
};
const idsOf = (...agents: SignedIn[]) => agents.map(({ id }) => id).toSorted();

describe('an escalation by hand', () => {
  it('tells the leads of the queue, and nobody else, with the reason', async () => {
    const elsewhere = await test.agent('lead', [(await anInbox(database)).queueId]);
    const manager = await test.agent('manager', [inbox.queueId]);
    const ticket = await test.mail(inbox, { subject: 'Where is it?' });
    await escalate(ticket);
    await tell();
    expect(await noticesOf(lead)).toMatchObject({
      items: [
        {
          ticket: { number: ticket.number, subject: 'Where is it?' },
          about: { kind: 'escalated', by: { name: worker.name }, reason: 'Threatens to leave' },
          readAt: null,
        },
      ],
      nextCursor: null,
      unread: 1,
    });
    for (const other of [elsewhere, manager, worker]) expect(await noticesOf(other)).toMatchObject({ items: [] });
    expect(await eventsOf(database, ticket.id, 'notices.written')).toEqual([{ agentIds: [lead.id] }]);
  });

  it('does not tell the lead who escalates', async () => {
    const colleague = await test.agent('lead', [inbox.queueId]);
    await escalate(await test.mail(inbox), { by: lead });
    await tell();
    expect((await noticesOf(lead)).unread).toBe(0);
    expect((await noticesOf(colleague)).unread).toBe(1);
  });

  it('is told once, by however many workers, and however often they read of it', async () => {
    const source = createDataSource(test.databaseUrl, 3);
    await source.initialize();
    const workers = [database, new Database(source), database];
    const tickets = await Promise.all(Array.from({ length: 12 }, () => test.mail(inbox)));
    for (const ticket of tickets) await escalate(ticket);
    const events = await tell();
    await database.query('delete from notices');
    await Promise.all(workers.map((each) => each.transaction((tx) => handler.handle(tx, events))));
    await source.destroy();
    expect(await noticesOf(lead)).toMatchObject({ unread: tickets.length });
    // Once with the first telling, which was deleted, and once by whoever of the three came first.
    for (const { id } of tickets) expect(await eventsOf(database, id, 'notices.written')).toHaveLength(2);
  });
});

describe('a step of a policy', () => {
  it('tells the assignee and the leads that a reply is due, or late', async () => {
    const soon = await takeStep(['assignee', 'lead']);
    const late = await takeStep(['assignee'], { at: 'after_due', minutes: 1 });
    await tell();
    expect([await toldOf(soon), await toldOf(late)]).toEqual([idsOf(worker, lead), idsOf(worker)]);
    const { items } = await noticesOf(worker);
    expect(items.map(({ about }: { about: unknown }) => about)).toEqual([
      { kind: 'overdue', target: 'first_reply' },
      { kind: 'due_soon', target: 'first_reply' },
    ]);
  });

  it('tells the managers, and the admins only where there is no manager', async () => {
    const admin = await test.agent('admin');
    const first = await takeStep(['manager']);
    await tell();
    const manager = await test.agent('manager');
    const second = await takeStep(['manager']);
    await tell();
    expect([await toldOf(first), await toldOf(second)]).toEqual([idsOf(admin), idsOf(manager)]);
  });

  it('tells nobody who has left, and writes nothing then', async () => {
    await database.query('update agents set active = false');
    const ticket = await takeStep(['assignee', 'lead', 'manager']);
    await tell();
    expect(await toldOf(ticket)).toEqual([]);
    expect(await eventsOf(database, ticket, 'notices.written')).toEqual([]);
  });
});

describe('my notices', () => {
  const about = async (count: number) => {
    const tickets = await waitingTickets(
      database,
      inbox,
      Array.from({ length: count }, () => ({})),
    );
    await database.query(
      `insert into notices (agent_id, ticket_id, event_id, kind, params, created_at)
       select $1, id, place, 'overdue', '{"target":"resolution"}', now() - place * interval '1 minute'
       from unnest($2::uuid[]) with ordinality as row (id, place)`,
      [lead.id, tickets],
    );
    return tickets;
  };

  it('come newest first, page by page', async () => {
    await about(5);
    const all = (await noticesOf(lead)).items;
    const first = (await lead.get('/api/notices?limit=3')).body;
    const second = (await lead.get(`/api/notices?limit=3&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second).toMatchObject({ nextCursor: null, unread: 5 });
    const times = all.map(({ createdAt }: { createdAt: string }) => createdAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('are read one by one, or all that were seen, and only by their reader', async () => {
    await about(4);
    const { items } = await noticesOf(lead);
    expect((await worker.post(`/api/notices/${items[0].id}/read`, {})).status).toBe(404);
    expect((await lead.post(`/api/notices/${items[0].id}/read`, {})).status).toBe(204);
    expect((await noticesOf(lead)).unread).toBe(3);
    // The second is newer than what was seen.
    await lead.post('/api/notices/read', { until: items[2].createdAt });
    const unread = (await noticesOf(lead)).items.filter(({ readAt }: { readAt: unknown }) => readAt === null);
    expect(unread).toEqual([items[1]]);
  });

  it('are gone once their ticket may not be seen any more', async () => {
    const [hidden] = await about(2);
    const elsewhere = await anInbox(database);
    await database.query('update ticket_standings set queue_id = $2 where ticket_id = $1', [hidden, elsewhere.queueId]);
    expect(await noticesOf(lead)).toMatchObject({ items: [{}], unread: 1 });
  });
});
