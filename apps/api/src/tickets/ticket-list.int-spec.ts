import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ticketPage, ticketViews, type TicketRow } from '@diwan/contracts';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../testing/test-app.js';

const ascending = (one: number, other: number): number => one - other;
const statuses = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'];

/** 36 tickets: two inboxes with a queue each x six statuses x nobody's, mine, a colleague's. */
describe('lists', () => {
  let test: TestApp;
  let agent: SignedIn;
  let manager: SignedIn;
  let served: AnInbox;
  let other: AnInbox;
  beforeAll(async () => {
    test = await createTestApp();
    served = await anInbox(test.database);
    other = await anInbox(test.database);
    agent = await test.agent('agent', [served.queueId]);
    manager = await test.agent('manager');
    let minute = 0;
    for (const inbox of [served, other]) {
      for (const status of statuses) {
        for (const assignee of [null, agent.id, manager.id]) {
          const { id } = await test.mail(inbox);
          await test.database.query(
            `update ticket_standings set status = $2, assignee_id = $3, priority = $4,
               last_activity_at = date_trunc('milliseconds', now()) - $5 * interval '1 minute',
               waiting_since = case when $2 in ('new', 'open') then date_trunc('milliseconds', now()) - ($5 / 2) * interval '1 minute' end
             where ticket_id = $1`,
            [
              id,
              status,
              assignee ?? (status === 'solved' ? manager.id : null),
              minute % 2 ? 'high' : 'normal',
              ++minute,
            ],
          );
        }
      }
    }
  });
  afterAll(() => test.close());

  async function walk(
    who: SignedIn,
    query: string,
    limit = 7,
    between = () => Promise.resolve(),
  ): Promise<TicketRow[]> {
    const rows: TicketRow[] = [];
    let cursor = '';
    do {
      const { body } = await who.get(`/api/tickets?${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`);
      const page = ticketPage.parse(body);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      rows.push(...page.items);
      cursor = page.nextCursor ?? '';
      await between();
    } while (cursor);
    return rows;
  }

  const isUnsolved = (row: TicketRow) => !['solved', 'closed'].includes(row.status);
  const holds: Record<(typeof ticketViews)[number], (row: TicketRow, me: string) => boolean> = {
    mine: (row, me) => isUnsolved(row) && row.assignee?.id === me,
    unassigned: (row) => isUnsolved(row) && row.assignee === null,
    open: (row) => isUnsolved(row),
    solved: (row) => !isUnsolved(row),
    all: () => true,
  };
  const filters: [string, (row: TicketRow) => boolean][] = [
    ['', () => true],
    ['status=open', (row) => row.status === 'open'],
    ['status=solved', (row) => row.status === 'solved'],
    ['priority=high', (row) => row.priority === 'high'],
  ];

  it.each(ticketViews.flatMap((view) => filters.map(([filter, holdsFilter]) => ({ view, filter, holdsFilter }))))(
    'of $view with "$filter" hold what they say, once each, in order',
    async ({ view, filter, holdsFilter }) => {
      const all = await walk(manager, 'view=all', 100);
      expect(all).toHaveLength(36);
      for (const order of ['newest', 'waiting'] as const) {
        for (const who of [agent, manager]) {
          const rows = await walk(who, `view=${view}&order=${order}&${filter}`);
          const expected = all
            .filter((row) => holds[view](row, who.id) && holdsFilter(row))
            .filter((row) => order === 'newest' || (['new', 'open'].includes(row.status) && row.waitingSince !== null))
            // Of other queues an agent's lists hold their own unsolved tickets.
            .filter(
              (row) =>
                who === manager || row.queueId === served.queueId || (row.assignee?.id === agent.id && isUnsolved(row)),
            );
          expect(rows.map((row) => row.number).toSorted(ascending)).toEqual(
            expected.map((row) => row.number).toSorted(ascending),
          );
          const keys = rows.map((row) => (order === 'newest' ? row.lastActivityAt : (row.waitingSince ?? '')));
          expect(keys).toEqual(order === 'newest' ? keys.toSorted().reverse() : keys.toSorted());
        }
      }
    },
  );

  it.each([
    ['a queue that is served', () => `queueId=${served.queueId}`, 18],
    ['a queue that is not', () => `queueId=${other.queueId}`, 0],
    ['an inbox', () => `inboxId=${served.id}`, 18],
    ['an inbox of others', () => `inboxId=${other.id}`, 4],
    ['an inbox that is not', () => 'inboxId=01890000-0000-7000-8000-000000000000', 0],
  ])('can be narrowed to %s', async (_, query, count) => {
    expect(await walk(agent, `view=all&${query()}`)).toHaveLength(count);
  });

  it('count as many as they hold', async () => {
    for (const who of [agent, manager]) {
      const { body: counts } = await who.get('/api/tickets/counts');
      for (const view of ['mine', 'unassigned', 'open'] as const) {
        expect([view, counts[view]]).toEqual([view, (await walk(who, `view=${view}`)).length]);
      }
      for (const queue of counts.queues) {
        const rows = await walk(who, `view=open&queueId=${queue.id}`);
        expect([queue.open, queue.unassigned]).toEqual([
          rows.length,
          rows.filter((row) => row.assignee === null).length,
        ]);
      }
      expect(counts.queues).toHaveLength(who === agent ? 1 : 2);
      expect(counts.suspended).toBe(who === agent ? null : 0);
    }
  });

  it('are walked to the end though tickets move to their head meanwhile', async () => {
    const before = await walk(manager, 'view=open', 100);
    let moved = 0;
    const rows = await walk(manager, 'view=open', 4, async () => {
      // The newest one moves on: it is already on the first page.
      await test.database.query(
        `update ticket_standings set last_activity_at = now() + $2 * interval '1 hour' where ticket_id = $1`,
        [before[moved]?.id, ++moved],
      );
    });
    expect(rows.map((row) => row.id)).toEqual(before.map((row) => row.id));
  });

  it('of what is escalated hold the unsolved ones alone, newest first, and the board counts as many', async () => {
    const lead = await test.agent('lead', [served.queueId]);
    await test.database.query(
      `update ticket_standings set escalation_level = 1 where ticket_id in (select id from tickets where number % 2 = 0)`,
    );
    for (const who of [lead, manager]) {
      const all = await walk(who, 'view=open', 100);
      const escalated = await walk(who, 'view=open&order=escalated', 4);
      expect(escalated.map((row) => row.id)).toEqual(all.filter((row) => row.escalationLevel > 0).map((row) => row.id));
      expect(await walk(who, 'view=solved&order=escalated')).toEqual([]);
      const { queues } = (await who.get('/api/board')).body;
      for (const queue of queues) {
        const rows = await walk(who, `view=open&order=escalated&queueId=${queue.id}`);
        expect([queue.id, queue.escalated]).toEqual([queue.id, rows.length]);
      }
    }
  });
});
