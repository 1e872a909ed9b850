import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../../database/database.js';
import { DurableReader } from '../../events/durable-handler.js';
import { Wake } from '../../events/wake.js';
import { aDatabase, type ADatabase } from '../../testing/a-database.js';
import {
  aPromisedTicket, aStoredPolicy, clocksOf, contact, dueRowsOf, eventsOf, happened, keeping, minutesUntil, promise, silent,
  wrote, type Keeping,
} from '../../testing/a-promise.js'; // prettier-ignore
import { aQueue } from '../../testing/a-queue.js';
import { anOrganisation, type AnInbox } from '../../testing/an-inbox.js';
import { eventually } from '@diwan/channels/testing/eventually';
import { followTerms } from './follow-terms.js';
import { SlaKeeper } from './sla-keeper.js';

let scene: ADatabase;
let database: Database;
let inbox: AnInbox;
let work: Keeping;
beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  await anOrganisation(database);
});
beforeEach(async () => {
  inbox = await aQueue(database, { distribution: 'manual' });
  work = keeping(database);
  await promise(database, [aStoredPolicy()]);
});
afterAll(() => scene.drop());

const dueInMinutes = async (ticketId: string) => {
  const [row] = await database.query<{ dueAt: Date | null; version: number }>(
    'select due_at as "dueAt", version from ticket_standings where ticket_id = $1',
    [ticketId],
  );
  return { due: minutesUntil(row?.dueAt), version: row?.version };
};
const became = (ticketId: string, to: string, ago: number) =>
  happened(database, ticketId, { ago, type: 'ticket.status_changed', payload: { from: 'open', to, cause: 'agent' } });

describe('the clocks of a ticket', () => {
  it('run from when it was opened, and its standing tells the soonest without a new version', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 10 });
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({ first_reply: 50, resolution: 470 });
    expect(await dueInMinutes(ticket)).toEqual({ due: 50, version: 1 });
    expect(await eventsOf(database, ticket, 'ticket.due_changed')).toEqual([
      { target: 'first_reply', dueAt: expect.any(String) },
    ]);
  });

  it('are met by a reply in time, and the contact’s next message starts another', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 50 });
    await work.keep();
    await wrote(database, ticket, { ago: 20 });
    await wrote(database, ticket, { ago: 5, by: contact, seq: 3 });
    await work.keep();
    expect(await clocksOf(database, ticket)).toMatchObject({
      first_reply: { outcome: 'met', dueAt: null },
      next_reply: { instance: 1, outcome: null },
    });
    expect(await dueRowsOf(database, ticket)).toEqual({ next_reply: 115, resolution: 430 });
  });

  it('are breached by a reply that came too late', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 100 });
    await wrote(database, ticket, { ago: 20 });
    await work.keep();
    const { first_reply: clock } = await clocksOf(database, ticket);
    expect(clock).toMatchObject({ outcome: 'breached' });
    expect(minutesUntil(clock?.breachedAt)).toBe(-40);
  });

  it('rest while the contact is waited for, and go on with what was used', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 100 });
    await wrote(database, ticket, { ago: 80 });
    await became(ticket, 'pending', 80);
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({});
    expect(await dueInMinutes(ticket)).toMatchObject({ due: null });
    await became(ticket, 'open', 10);
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({ resolution: 450 });
  });

  it('end when it is solved and go on when it is reopened', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 100 });
    await wrote(database, ticket, { ago: 90 });
    await became(ticket, 'solved', 40);
    await work.keep();
    expect(await clocksOf(database, ticket)).toMatchObject({
      resolution: { outcome: 'met', usedMs: expect.closeTo(3_600_000, -2) },
    });
    await became(ticket, 'open', 10);
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({ resolution: 410 });
  });

  it('are as if a reply had never been once it is taken back', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 10 });
    const messageId = await wrote(database, ticket, { ago: 2 });
    await work.keep();
    expect(await clocksOf(database, ticket)).toMatchObject({ first_reply: { outcome: 'met' } });
    await happened(database, ticket, { ago: 1, type: 'message.cancelled', payload: { messageId } });
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({ first_reply: 50, resolution: 470 });
  });

  it('follow the priority with the time used so far', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 10 });
    await happened(database, ticket, {
      ago: 5, type: 'ticket.priority_changed', payload: { from: 'normal', to: 'urgent' },
    }); // prettier-ignore
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({ first_reply: 5, resolution: 110 });
  });

  it('count a fact whose transaction began before the last one as no earlier', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 10 });
    await wrote(database, ticket, { ago: 15 });
    await work.keep();
    expect(await clocksOf(database, ticket)).toMatchObject({
      first_reply: { outcome: 'met', usedMs: expect.closeTo(0, -2) },
    });
  });
});

describe('policies', () => {
  it('are asked in their order, and the first that matches counts', async () => {
    const other = aStoredPolicy({ conditions: { contacts: ['@elsewhere.test'] } });
    const words = aStoredPolicy({ conditions: { words: ['waiting'] } });
    await promise(database, [other, words, aStoredPolicy()]);
    const ticket = await aPromisedTicket(database, inbox);
    await work.keep();
    const [row] = await database.query('select policy_id from sla_standings where ticket_id = $1', [ticket]);
    expect(row).toEqual({ policy_id: words.id });
  });

  it('that ask for a tag count from when it is put on, and no longer once it is taken off', async () => {
    const half = { first_reply: 30, next_reply: 30, resolution: 240 };
    const vip = aStoredPolicy({ conditions: { tagIds: ['vip'] }, targets: { low: half, normal: half, high: half, urgent: half } });
    await promise(database, [vip, aStoredPolicy()]);
    const ticket = await aPromisedTicket(database, inbox, { ago: 10 });
    const tagged = (added: string[], removed: string[], ago: number) => {
      const [on, off] = [added, removed].map((ids) => ids.map((id) => ({ id, name: id })));
      return happened(database, ticket, { ago, type: 'ticket.tagged', payload: { added: on, removed: off, cause: 'agent' } });
    };
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({ first_reply: 50, resolution: 470 });
    await tagged(['vip'], [], 5);
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({ first_reply: 20, resolution: 230 });
    await tagged([], ['vip'], 2);
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({ first_reply: 50, resolution: 470 });
  }); // prettier-ignore

  it('that a rule chose stay, whatever would match, until they are deleted', async () => {
    const quick = { first_reply: 30, next_reply: 30, resolution: 240 };
    const gold = aStoredPolicy({ targets: { low: quick, normal: quick, high: quick, urgent: quick } });
    const rest = aStoredPolicy();
    await promise(database, [rest, gold]);
    const ticket = await aPromisedTicket(database, inbox, { ago: 10 });
    await happened(database, ticket, { ago: 10, type: 'ticket.routed', payload: { slaPolicyId: gold.id, rules: [] } });
    await work.keep();
    expect(await dueRowsOf(database, ticket)).toEqual({ first_reply: 20, resolution: 230 });
    await promise(database, [rest], 0);
    await followTerms(database, { terms: work.terms, logger: silent });
    expect(await dueRowsOf(database, ticket)).toEqual({ first_reply: 50, resolution: 470 });
  });

  it('that are edited hold for running clocks from then on, with the time used so far', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 10 });
    await work.keep();
    const hurry = { first_reply: 20, next_reply: 20, resolution: 60 };
    const faster = aStoredPolicy({ targets: { low: hurry, normal: hurry, high: hurry, urgent: hurry } });
    await promise(database, [faster], 0);
    await followTerms(database, { terms: work.terms, logger: silent });
    expect(await dueRowsOf(database, ticket)).toEqual({ first_reply: 10, resolution: 50 });
    const [row] = await database.query('select policy_id from sla_standings where ticket_id = $1', [ticket]);
    expect(row).toEqual({ policy_id: faster.id });
  });

  it('in hours that never open promise nothing, and the others are kept all the same', async () => {
    const closed = {
      timeZone: 'UTC',
      seasons: [],
      holidays: [],
      week: [[{ fromMinute: 540, toMinute: 545 }], [], [], [], [], [], []],
    };
    await database.query('update organisations set business_hours = $1', [JSON.stringify(closed)]);
    const never = aStoredPolicy({ hours: 'business', conditions: { contacts: ['nobody@diwan.test'] } });
    const much = { first_reply: 500_000, next_reply: 500_000, resolution: 500_000 };
    never.targets = { low: much, normal: much, high: much, urgent: much };
    await promise(database, [never, aStoredPolicy()]);
    const [doomed, fine] = [await aPromisedTicket(database, inbox), await aPromisedTicket(database, inbox)];
    await database.query(
      `insert into handles (id, contact_id, kind, value) select gen_random_uuid(), contact_id, 'email', 'nobody@diwan.test'
       from tickets where id = $1`,
      [doomed],
    );
    await work.keep();
    await database.query('update organisations set business_hours = null');
    expect(await dueRowsOf(database, doomed)).toEqual({});
    expect(await clocksOf(database, doomed)).toMatchObject({ first_reply: { dueAt: null, endedAt: null } });
    expect(await dueRowsOf(database, fine)).toEqual({ first_reply: 50, resolution: 470 });
  });
});

describe('the keeper', () => {
  it('reads nothing twice: the feed from its beginning leaves everything as it is', async () => {
    const ticket = await aPromisedTicket(database, inbox, { ago: 50 });
    await wrote(database, ticket, { ago: 40 });
    await work.keep();
    const all = () => database.query('select * from sla_standings natural join clocks order by ticket_id, kind');
    const before = await all();
    await keeping(database).keep();
    expect(await all()).toEqual(before);
  });

  it('gives the same whether events come one by one or all at once', async () => {
    const [one, other] = [
      await aPromisedTicket(database, inbox, { ago: 90 }),
      await aPromisedTicket(database, inbox, { ago: 90 }),
    ];
    const history = [
      (id: string) => wrote(database, id, { ago: 70 }),
      (id: string) => became(id, 'pending', 60),
      (id: string) => became(id, 'open', 30),
      (id: string) => wrote(database, id, { ago: 20, by: contact, seq: 3 }),
    ];
    for (const step of history) {
      await step(one);
      await step(other);
      if (step !== history.at(-1)) continue;
      await work.keep();
    }
    await promise(database, [aStoredPolicy()], 0);
    await followTerms(database, { terms: work.terms, logger: silent });
    const durations = async (id: string) =>
      Object.values(await clocksOf(database, id)).map(({ outcome, usedMs }) => [outcome, Math.round(usedMs / 60_000)]);
    expect(await durations(one)).toEqual(await durations(other));
  });

  it('runs in two workers, dies in one, and every clock is kept once', async () => {
    let deaths = 1;
    const handler = new SlaKeeper(work.terms, silent);
    const dying = {
      name: handler.name,
      types: handler.types,
      handle: async (...[tx, events]: Parameters<SlaKeeper['handle']>) => {
        await handler.handle(tx, events);
        if (deaths-- > 0) throw new Error('killed');
      },
    };
    const wakes = [new Wake(scene.url, 20), new Wake(scene.url, 20)];
    const another = await scene.another();
    const readers = [
      new DurableReader(database, wakes[0] as Wake, { handler: dying, logger: silent }),
      new DurableReader(another, wakes[1] as Wake, { handler, logger: silent }),
    ];
    for (const wake of wakes) await wake.start();
    for (const reader of readers) await reader.start();
    const tickets = await Promise.all(Array.from({ length: 30 }, () => aPromisedTicket(database, inbox)));
    const kept = async () => (await Promise.all(tickets.map((id) => dueRowsOf(database, id)))).map(Object.keys);
    await eventually(async () => expect(await kept()).toEqual(tickets.map(() => ['first_reply', 'resolution'])));
    for (const reader of readers) await reader.stop();
    for (const wake of wakes) await wake.close();
    const told = await Promise.all(tickets.map((id) => eventsOf(database, id, 'ticket.due_changed')));
    expect(told.map((each) => each.length)).toEqual(tickets.map(() => 1));
  });
});
