// What a reply makes of a solved ticket: its queue decides (domain rules, section 2).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@diwan/channels/testing/eventually';
import type { Database } from '../database/database.js';
import { readFeed } from '../events/event-feed.query.js';
import { ReturnToQueue } from '../routing/assignment/return-to-queue.js';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { aQueue, aServingAgent } from '../testing/a-queue.js';
import { type AnInbox } from '../testing/an-inbox.js';
import type { MailWish } from '../testing/a-raw-mail.js';
import { createIntake, type Receipt, type TestIntake } from '../testing/create-intake.js';
import { findTicketsById } from '../tickets/ticket.repository.js';

let scene: ADatabase;
let database: Database;
let intake: TestIntake;
let inbox: AnInbox;
let assignee: string;
let questions = 0;

beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  intake = await createIntake(database);
});
afterAll(async () => {
  await intake.close();
  await scene.drop();
});
beforeEach(async () => {
  inbox = await aQueue(database);
  assignee = await aServingAgent(database, inbox.queueId);
});

async function take(mail: MailWish): Promise<Receipt> {
  const [receipt] = await intake.take(inbox.id, mail);
  if (!receipt) throw new Error('no receipt');
  return receipt;
}

async function ticketOf(ticketId: string) {
  const [ticket] = await findTicketsById(database, [ticketId]);
  if (!ticket) throw new Error(`no ticket ${ticketId}`);
  return ticket;
}

/** A ticket that was solved so many days ago; its id, and the id of the mail to be answered. */
async function solvedTicket(daysAgo: number): Promise<{ ticketId: string; id: string }> {
  const id = `solved-${++questions}@customer.test`;
  const { ticketId } = await take({ id });
  await database.query(
    `update ticket_standings set status = 'solved', assignee_id = $2, solved_at = now() - make_interval(days => $3::int)
     where ticket_id = $1`,
    [ticketId, assignee, daysAgo],
  );
  return { ticketId, id };
}

const setPolicy = (choice: string, days = 14, on: Pick<Database, 'query'> = database) =>
  on.query('update queues set follow_up = $2, follow_up_days = $3 where id = $1', [inbox.queueId, choice, days]);

describe('a reply to a solved ticket', () => {
  it.each([
    ['reopen', 3, true],
    ['reopen_within', 13, true],
    ['reopen_within', 15, false],
    ['new_ticket', 0, false],
  ])('of a queue that says %s, solved %d days ago: reopened is %p', async (choice, daysAgo, isReopened) => {
    await setPolicy(choice);
    const { ticketId, id } = await solvedTicket(daysAgo);
    const receipt = await take({ inReplyTo: id });
    expect(receipt.outcome).toBe(isReopened ? 'appended' : 'ticket');
    expect((await ticketOf(ticketId)).status).toBe(isReopened ? 'open' : 'solved');
    expect((await ticketOf(receipt.ticketId)).followUpOfId).toBe(isReopened ? null : ticketId);
    const step = receipt.steps.find((each) => each.rule === 'solved_ticket');
    expect(step?.matched).toBe(choice === 'reopen' ? undefined : !isReopened);
  });

  it('that a machine wrote opens nothing and wakes nobody', async () => {
    await setPolicy('new_ticket');
    const { ticketId, id } = await solvedTicket(1);
    const receipt = await take({ inReplyTo: id, headers: { 'Auto-Submitted': 'auto-replied' } });
    expect(receipt).toMatchObject({ outcome: 'appended', ticketId });
    expect((await ticketOf(ticketId)).status).toBe('solved');
  });

  it('waits for who is just changing what the queue says, and follows it', async () => {
    const { ticketId, id } = await solvedTicket(1);
    await intake.store(inbox.id, { inReplyTo: id });
    const worker = intake.another(await scene.another());
    let understood: Promise<number> = Promise.resolve(0);
    await database.transaction(async (tx) => {
      await setPolicy('new_ticket', 14, tx);
      understood = worker.drain();
      await eventually(async () => {
        const waiting = await scene.database.query(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for share%'
             and datname = current_database()`,
        );
        return waiting.length > 0;
      });
    });
    expect(await understood).toBe(1);
    expect((await ticketOf(ticketId)).status).toBe('solved');
    const followUps = await database.query('select 1 from tickets where follow_up_of_id = $1', [ticketId]);
    expect(followUps).toHaveLength(1);
  });
});

describe('a ticket that is reopened by mail', () => {
  const leave = (presence: string) =>
    database.query(`update presences set state = $2 where agent_id = $1`, [assignee, presence]);
  const goHome = () =>
    database.query(`update heartbeats set at = now() - interval '10 minutes' where agent_id = $1`, [assignee]);

  it.each([
    ['stays with who solved it and is there', () => Promise.resolve([]), true],
    ['stays with who is away for lunch', () => leave('away'), true],
    ['goes back to its queue from who went offline', () => leave('offline'), false],
    ['goes back to its queue from who is not there at all', goHome, false],
  ])('%s', async (_, depart, stays) => {
    const { ticketId, id } = await solvedTicket(1);
    await depart();
    const [last] = await database.query<{ xid: string; id: string }>(
      'select xid, id from events order by id desc limit 1',
    );
    await take({ inReplyTo: id });
    await database.transaction(async (tx) => {
      const handler = new ReturnToQueue();
      const { events } = await readFeed(tx, last ?? { xid: '0', id: '0' }, { limit: 100, types: handler.types });
      await handler.handle(tx, events);
    });
    const ticket = await ticketOf(ticketId);
    expect([ticket.status, ticket.assigneeId]).toEqual(['open', stays ? assignee : null]);
    expect(ticket.queueId).toBe(inbox.queueId);
  });
});
