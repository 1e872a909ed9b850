import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@diwan/channels/testing/eventually';
import type { Tag } from '@diwan/tickets';
import type { Tx } from '../database/database.js';
import { aQueue, waitingTickets } from '../testing/a-queue.js';
import type { AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../testing/test-app.js';
import { writeMerge } from './merge.query.js';
import { mergeTags } from './merge-tags.js';
import { holdNamedTags, holdTags } from './tag.query.js';
import { insertTicketTags } from './ticket-tag.query.js';

let test: TestApp;
let queue: AnInbox;
let manager: SignedIn;
let tickets: string[];
let from: Tag;
let into: Tag;
let names = 0;
beforeAll(async () => {
  test = await createTestApp();
  queue = await aQueue(test.database, { distribution: 'manual' });
  manager = await test.agent('manager');
});
beforeEach(async () => {
  tickets = await waitingTickets(test.database, queue, Array(5).fill({}));
  [from, into] = [(await make()).body, (await make()).body];
});
afterAll(() => test.close());

const make = () => manager.post('/api/tags', { name: `Tag ${(names += 1)}` });
const merge = () => manager.post(`/api/tags/${from.id}/merge`, { intoId: into.id });
const tag = (tx: Tx, ...ticketIds: string[]) =>
  insertTicketTags(
    tx,
    ticketIds.map((ticketId) => ({ ticketId, tag: from })),
  );
const lock = (tx: Tx, ticketId = '') =>
  tx.query('select 1 from ticket_standings where ticket_id = $1 for update', [ticketId]);
const tagged = async ({ id }: Tag) =>
  (
    await test.database.query<{ id: string }>(
      'select ticket_id as id from ticket_tags where tag_id = $1 order by ticket_id',
      [id],
    )
  ).map((row) => row.id);
const told = () =>
  test.database.query<{ type: string; tickets: number | null; n: number }>(
    `select type, (payload->>'tickets')::int as tickets, count(*)::int as n from events
     where (type = 'ticket.tagged' and payload->'removed'->0->>'id' = $1) or (type = 'tag.merged' and payload->>'id' = $1)
     group by 1, 2 order by 1`,
    [from.id],
  );
/** So many backends of this database wait for a lock. */
const waiting = (count: number) =>
  eventually(async () => {
    const [row] = await test.database.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(row?.n).toBeGreaterThanOrEqual(count);
  });
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('a tag that becomes another one', () => {
  it('waits for nobody who waits for it: a ticket tagged in its last moment, and wanted by the next at once', async () => {
    const [tagging, holding] = [gate(), gate()];
    const first = test.database.transaction(async (tx) => {
      await lock(tx, tickets[0]);
      await holdTags(tx, [from.id]);
      await tag(tx, tickets[0] ?? '');
      holding.open();
      await tagging.opened;
    });
    await holding.opened;
    const merged = merge();
    await waiting(1);
    const second = test.database.transaction(async (tx) => {
      await lock(tx, tickets[0]);
      return holdTags(tx, [from.id]);
    });
    await waiting(2);
    tagging.open();
    await first;
    expect((await merged).status).toBe(200);
    expect((await second).length).toBeLessThanOrEqual(1);
    expect([await tagged(into), await tagged(from)]).toEqual([[tickets[0]], []]);
  });

  it('does so in pieces, once for each ticket, however many workers do it and wherever one was lost', async () => {
    await test.database.transaction((tx) => tag(tx, ...tickets));
    const order = { actor: { kind: 'agent' as const, id: manager.id }, address: '127.0.0.1', tickets: 5 };
    await test.database.transaction((tx) => writeMerge(tx, { ...from, into, order }));
    // Begun, and nobody there to go on: it is on tickets, but no ticket gets it any more.
    const known = await test.database.transaction(async (tx) => [
      await holdTags(tx, [from.id]),
      (await holdNamedTags(tx, [from.name])).tags,
    ]);
    expect(known).toEqual([[], [into]]);
    expect((await manager.get('/api/tags')).body).not.toContainEqual(from);
    await Promise.all([1, 2, 3].map(() => mergeTags(test.database, 2)));
    expect([await tagged(into), await tagged(from)]).toEqual([tickets.toSorted(), []]);
    expect(await told()).toEqual([
      { type: 'tag.merged', tickets: 5, n: 1 },
      { type: 'ticket.tagged', tickets: null, n: 5 },
    ]);
  });

  it('is no goal of its own meanwhile: the goal can neither go nor become a third', async () => {
    const order = { actor: { kind: 'agent' as const, id: manager.id }, address: '127.0.0.1', tickets: 0 };
    await test.database.transaction((tx) => writeMerge(tx, { ...from, into, order }));
    const third = (await make()).body;
    const answers = [
      await manager.delete(`/api/tags/${into.id}`),
      await manager.post(`/api/tags/${into.id}/merge`, { intoId: third.id }),
      await manager.post(`/api/tags/${third.id}/merge`, { intoId: from.id }),
      await manager.delete(`/api/tags/${from.id}`),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'tag.merging'],
      [409, 'tag.merging'],
      [400, 'tag.unknown'],
      [404, 'request.not_found'],
    ]);
    await mergeTags(test.database);
    expect((await manager.delete(`/api/tags/${into.id}`)).status).toBe(204);
  });
});
