import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.js';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createIntake, type TestIntake } from '../testing/create-intake.js';
import { closeSolvedTickets } from './close-solved-tickets.js';
import { nobody, readTicketCounts, rollUpTicketCounts } from './ticket-counts.query.js';

let scene: ADatabase;
let database: Database;
let intake: TestIntake;
let inboxes: AnInbox[];

beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  intake = await createIntake(database);
  inboxes = [await anInbox(database), await anInbox(database)];
  for (const { id } of inboxes) await intake.take(id, ...Array.from({ length: 20 }, () => ({})));
});
afterAll(async () => {
  await intake.close();
  await scene.drop();
});

const counted = () =>
  database.query(
    `select queue_id as "queueId", coalesce(assignee_id, $1) as "assigneeId", status, count(*)::int as count
     from ticket_standings group by 1, 2, 3 order by 1, 2, 3`,
    [nobody],
  );
const key = (row: { queueId: string; assigneeId: string; status: string }) =>
  `${row.queueId}${row.assigneeId}${row.status}`;
const read = async () => (await readTicketCounts(database)).sort((a, b) => (key(a) < key(b) ? -1 : 1));
const sorted = async () =>
  ((await counted()) as Awaited<ReturnType<typeof read>>).sort((a, b) => (key(a) < key(b) ? -1 : 1));

/** A small generator, so that a failure can be repeated. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('ticket counts', () => {
  it.each([1, 2, 3])(
    'equal count(*) after any changes, rolled up at any moment by many at once (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const assignees = [randomUUID(), randomUUID(), null];
      const statuses = ['new', 'open', 'pending', 'on_hold', 'closed'];
      const change = () =>
        database.query(
          `update ticket_standings set status = $1, assignee_id = $2, queue_id = coalesce($3, queue_id)
         where ticket_id in (select ticket_id from ticket_standings order by md5(ticket_id::text || $4) limit $5)`,
          [
          statuses[random(5)], assignees[random(3)], [inboxes[0]?.queueId, inboxes[1]?.queueId, null][random(3)],
          String(random(1_000)), random(8),
        ], // prettier-ignore
        );
      for (let round = 0; round < 15; round++) {
        await change();
        if (random(3) === 0) await Promise.all([rollUpTicketCounts(database), change(), rollUpTicketCounts(database)]);
        if (random(5) === 0)
          await database.query(`delete from tickets where id in (select id from tickets order by id limit 1)`);
        expect(await read()).toEqual(await sorted());
      }
      await Promise.all(Array.from({ length: 4 }, () => rollUpTicketCounts(database)));
      expect(await read()).toEqual(await sorted());
      expect(await database.query('select 1 from ticket_count_deltas')).toEqual([]);
    },
  );

  it('never show a change that is not committed', async () => {
    const before = await read();
    const undone = database.transaction(async (tx) => {
      await tx.query(`update ticket_standings set status = 'open'`);
      await rollUpTicketCounts(database);
      expect(await read()).toEqual(before);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await read()).toEqual(before);
  });
});

describe('closing solved tickets', () => {
  const solve = (dueIn: string) =>
    database.query(
      `with picked as (select ticket_id from ticket_standings limit 10), solved as (
         update ticket_standings s set status = 'solved', assignee_id = gen_random_uuid(), solved_at = now()
         from picked where s.ticket_id = picked.ticket_id returning s.ticket_id)
       insert into clocks select ticket_id, 'close', now() + $1::interval from solved`,
      [dueIn],
    );
  const closings = () =>
    database.query(
      `select ticket_id, count(*)::int as n from events
       where type = 'ticket.status_changed' and payload->>'to' = 'closed' group by 1`,
    );

  it('waits until they are due', async () => {
    await solve('1 hour');
    await closeSolvedTickets(database);
    expect(await closings()).toEqual([]);
    await database.query('update clocks set due_at = now()');
  });

  it('happens once for each, with many workers at once', async () => {
    const other = await scene.another();
    await Promise.all([closeSolvedTickets(database), closeSolvedTickets(other), closeSolvedTickets(database)]);
    const closed = await closings();
    expect(closed).toHaveLength(10);
    expect(closed.every((row) => row['n'] === 1)).toBe(true);
    expect(await database.query('select 1 from clocks')).toEqual([]);
  });

  it('leaves a ticket alone that was opened again', async () => {
    await solve('0 hours');
    await database.query(`update ticket_standings set status = 'open' where status = 'solved'`);
    await closeSolvedTickets(database);
    expect(await closings()).toHaveLength(10);
  });
});
