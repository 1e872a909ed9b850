import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SlaEscalation } from '@diwan/tickets';
import type { Database } from '../../database/database.js';
import { aDatabase, type ADatabase } from '../../testing/a-database.js';
import {
  aPromisedTicket, aStoredPolicy, dueRowsOf, eventsOf, keeping, promise, silent, wrote, type Keeping,
} from '../../testing/a-promise.js'; // prettier-ignore
import { followTerms } from '../keep/follow-terms.js';
import { aQueue } from '../../testing/a-queue.js';
import { anOrganisation, type AnInbox } from '../../testing/an-inbox.js';

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
  await database.query('delete from clocks');
  inbox = await aQueue(database, { distribution: 'manual' });
  work = keeping(database);
});
afterAll(() => scene.drop());

const aStep = (differs: Partial<SlaEscalation> = {}): SlaEscalation => ({
  id: 'half',
  target: 'first_reply',
  when: { at: 'percent', percent: 50 },
  notify: ['lead'],
  raiseTo: null,
  queueId: null,
  raisesLevel: true,
  ...differs,
});
const standingOf = async (ticketId: string) => {
  const [row] = await database.query<Record<string, unknown>>(
    `select priority, queue_id as "queueId", assignee_id as "assigneeId", escalation_level as level, version
     from ticket_standings where ticket_id = $1`,
    [ticketId],
  );
  return row;
};
const breaches = (ticketId: string) => eventsOf(database, ticketId, 'ticket.sla_breached');

describe('a clock that is due', () => {
  it('is told of once, by however many workers, also when one of them is killed on the way', async () => {
    await promise(database, [aStoredPolicy()]);
    const tickets = await Promise.all(Array.from({ length: 40 }, () => aPromisedTicket(database, inbox, { ago: 61 })));
    await work.keep();
    const killed = database.transaction(async (tx) => {
      const once = { transaction: (run: (t: typeof tx) => Promise<number>) => run(tx) };
      await keeping(Object.assign(Object.create(database) as Database, once)).fire();
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    const others = [keeping(database), keeping(await scene.another())];
    await Promise.all([...others, ...others].map((each) => each.fire()));
    // What one of them held while the other looked comes with the next turn.
    await work.fire();
    const told = await Promise.all(tickets.map(breaches));
    expect(told.map((each) => each.map(({ target }) => target))).toEqual(tickets.map(() => ['first_reply']));
  });

  it('is not told of when the reply came in time but nobody has read of it yet', async () => {
    await promise(database, [aStoredPolicy()]);
    const inTime = await aPromisedTicket(database, inbox, { ago: 61 });
    await work.keep();
    await wrote(database, inTime, { ago: 2 });
    await work.fire();
    expect(await breaches(inTime)).toEqual([]);
    expect(await dueRowsOf(database, inTime)).toEqual({ resolution: 419 });
  });

  it('stays told when the ticket goes on, and is told anew for a new promise', async () => {
    await promise(database, [aStoredPolicy()]);
    const ticket = await aPromisedTicket(database, inbox, { ago: 61 });
    await work.keep();
    await work.fire();
    await wrote(database, ticket, { ago: 0, by: { kind: 'contact', id: ticket } });
    await work.keep();
    await work.fire();
    expect(await breaches(ticket)).toHaveLength(1);
    expect(await dueRowsOf(database, ticket)).toEqual({ resolution: 419 });
  });
});

describe('a step of a policy', () => {
  it('raises priority and level, moves the ticket and says whom to tell', async () => {
    const elsewhere = await aQueue(database);
    const policy = aStoredPolicy({ escalation: [aStep({ raiseTo: 'high', queueId: elsewhere.queueId })] });
    await promise(database, [policy]);
    const ticket = await aPromisedTicket(database, inbox, { ago: 31 });
    await work.keep();
    await work.fire();
    expect(await standingOf(ticket)).toEqual({
      priority: 'high', queueId: elsewhere.queueId, assigneeId: null, level: 1, version: 2,
    }); // prettier-ignore
    expect(await eventsOf(database, ticket, 'ticket.escalated')).toEqual([
      {
        by: 'policy',
        target: 'first_reply',
        stepId: 'half',
        isLate: false,
        level: 1,
        queueId: elsewhere.queueId,
        notify: ['lead'],
      },
    ]);
  });

  it('is taken once per clock, and the others wait for their time', async () => {
    const later = aStep({ id: 'later', when: { at: 'after_due', minutes: 30 } });
    await promise(database, [aStoredPolicy({ escalation: [aStep(), later] })]);
    const ticket = await aPromisedTicket(database, inbox, { ago: 40 });
    await work.keep();
    await work.fire();
    await wrote(database, ticket, { ago: 0, by: { kind: 'contact', id: ticket } });
    await work.keep();
    await work.fire();
    expect(await standingOf(ticket)).toMatchObject({ level: 1 });
    expect(await dueRowsOf(database, ticket)).toEqual({
      first_reply: 20, 'escalation:first_reply:later': 50, resolution: 440,
    }); // prettier-ignore
  });

  it('stays what it is when others are put before it, taken away and added while its clock runs', async () => {
    const half = aStep();
    const later = aStep({ id: 'later', when: { at: 'after_due', minutes: 30 } });
    const added = aStep({ id: 'added', when: { at: 'percent', percent: 60 } });
    const policy = aStoredPolicy({ escalation: [half, later] });
    await promise(database, [policy]);
    const ticket = await aPromisedTicket(database, inbox, { ago: 40 });
    await work.keep();
    await work.fire();
    const followWith = async (...escalation: SlaEscalation[]) => {
      await promise(database, [{ ...policy, escalation }], 0);
      await followTerms(database, { terms: work.terms, logger: silent });
      await work.fire();
      const taken = await eventsOf(database, ticket, 'ticket.escalated');
      return taken.map(({ stepId }) => stepId);
    };
    const left = { first_reply: 20, resolution: 440 };
    expect(await followWith(later, half)).toEqual(['half']);
    expect(await dueRowsOf(database, ticket)).toEqual({ ...left, 'escalation:first_reply:later': 50 });
    expect(await followWith(half)).toEqual(['half']);
    expect(await dueRowsOf(database, ticket)).toEqual(left);
    expect(await followWith(added, later, half)).toEqual(['half', 'added']);
    expect(await dueRowsOf(database, ticket)).toEqual({ ...left, 'escalation:first_reply:later': 50 });
  });

  it('is cancelled by the reply that meets the clock', async () => {
    await promise(database, [aStoredPolicy({ escalation: [aStep()] })]);
    const ticket = await aPromisedTicket(database, inbox, { ago: 40 });
    await work.keep();
    await wrote(database, ticket, { ago: 15 });
    await work.fire();
    expect(await standingOf(ticket)).toMatchObject({ level: 0, version: 1 });
    expect(await dueRowsOf(database, ticket)).toEqual({ resolution: 440 });
  });
});
