import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { aDatabase, type ADatabase } from '../../testing/a-database.js';
import { aQueue, aServingAgent, assigneesOf, waitingTickets } from '../../testing/a-queue.js';
import { anOrganisation, type AnInbox } from '../../testing/an-inbox.js';
import { routeTickets } from './route-tickets.js';

let scene: ADatabase;
let queue: AnInbox;
beforeAll(async () => {
  scene = await aDatabase();
  await anOrganisation(scene.database);
});
beforeEach(async () => {
  // Others must not take part.
  await scene.database.query('delete from presences');
  queue = await aQueue(scene.database);
});
afterAll(() => scene.drop());

const eventsOf = (ticketId: string) =>
  scene.database.query<{ type: string; actorKind: string; payload: Record<string, unknown> }>(
    'select type, actor_kind as "actorKind", payload from events where ticket_id = $1 order by id',
    [ticketId],
  );

describe('waiting tickets', () => {
  it('go to who is there, with the reason, and the ticket’s version grows', async () => {
    const [ticket = ''] = await waitingTickets(scene.database, queue, [{}]);
    const agent = await aServingAgent(scene.database, queue.queueId);
    expect(await routeTickets(scene.database)).toBe(1);
    expect(await assigneesOf(scene.database, [ticket])).toEqual([agent]);
    expect(await eventsOf(ticket)).toEqual([
      {
        type: 'ticket.assigned',
        actorKind: 'system',
        payload: { from: null, to: agent, cause: 'routed', reason: { rule: 'most_room', load: 0, capacity: 100 } },
      },
    ]);
    const [row] = await scene.database.query('select version from ticket_standings where ticket_id = $1', [ticket]);
    expect(row).toEqual({ version: 2 });
  });

  it('go out by priority and then by how long they have waited, up to what fits', async () => {
    const tickets = await waitingTickets(scene.database, queue, [
      { waitedSeconds: 10 },
      { waitedSeconds: 500 },
      { waitedSeconds: 1, priority: 'urgent' },
    ]);
    const agent = await aServingAgent(scene.database, queue.queueId, { capacity: 20 });
    await routeTickets(scene.database);
    expect(await assigneesOf(scene.database, tickets)).toEqual([null, agent, agent]);
  });

  it('stay where they are in a queue from which agents take them themselves', async () => {
    const manual = await aQueue(scene.database, { distribution: 'manual' });
    const [ticket = ''] = await waitingTickets(scene.database, manual, [{}]);
    await aServingAgent(scene.database, manual.queueId);
    expect(await routeTickets(scene.database)).toBe(0);
    expect(await assigneesOf(scene.database, [ticket])).toEqual([null]);
  });

  it('go to who served the contact last, while that counts', async () => {
    const sticky = await aQueue(scene.database, { stickyMinutes: 60 });
    const [known, other] = [
      await aServingAgent(scene.database, sticky.queueId),
      await aServingAgent(scene.database, sticky.queueId),
    ];
    const contactId = uuidv7();
    await waitingTickets(scene.database, sticky, [{ contactId, assigneeId: known }]);
    const [ticket = ''] = await waitingTickets(scene.database, sticky, [{ contactId }]);
    await routeTickets(scene.database);
    expect(await assigneesOf(scene.database, [ticket])).toEqual([known]);
    expect((await eventsOf(ticket))[0]?.payload).toMatchObject({ reason: { rule: 'sticky' } });
    await scene.database.query(`update ticket_standings set last_activity_at = now() - interval '2 hours'`);
    const [later = ''] = await waitingTickets(scene.database, sticky, [{ contactId }]);
    await routeTickets(scene.database);
    expect(await assigneesOf(scene.database, [later])).toEqual([other]);
  });

  it('reach overflow teams only when they have waited so long', async () => {
    const [fresh = '', old = ''] = await waitingTickets(scene.database, queue, [
      { waitedSeconds: 10 },
      { waitedSeconds: 100 },
    ]);
    const overflow = await aServingAgent(scene.database, queue.queueId, { overflowAfterSeconds: 60 });
    await routeTickets(scene.database);
    expect(await assigneesOf(scene.database, [fresh, old])).toEqual([null, overflow]);
  });

  it('wait for a rare skill without hiding the hundreds behind them', async () => {
    const [skillId] = [uuidv7()];
    await scene.database.query('insert into skills (id, name) values ($1, $2)', [skillId, skillId]);
    const rare = await waitingTickets(
      scene.database,
      queue,
      Array.from({ length: 250 }, () => ({ waitedSeconds: 900 })),
    );
    await scene.database.query('insert into ticket_skills (ticket_id, skill_id) select unnest($1::uuid[]), $2', [
      rare,
      skillId,
    ]);
    const [plain = ''] = await waitingTickets(scene.database, queue, [{ waitedSeconds: 1 }]);
    const agent = await aServingAgent(scene.database, queue.queueId);
    expect(await routeTickets(scene.database)).toBe(1);
    expect(await assigneesOf(scene.database, [plain])).toEqual([agent]);
  });
});

describe('nobody is given anything', () => {
  it.each([
    ['whose browser is closed', `update heartbeats set at = now() - interval '51 seconds' where agent_id = $1`],
    ['who is away', `update presences set state = 'away' where agent_id = $1`],
    ['who was deactivated', 'update agents set active = false where id = $1'],
    ['whose capacity is 0', 'update agents set capacity = 0 where id = $1'],
  ])('%s', async (_, change) => {
    const [ticket = ''] = await waitingTickets(scene.database, queue, [{}]);
    const agent = await aServingAgent(scene.database, queue.queueId);
    await scene.database.query(change, [agent]);
    expect(await routeTickets(scene.database)).toBe(0);
    expect(await assigneesOf(scene.database, [ticket])).toEqual([null]);
  });

  it('who goes away at the very moment: either the ticket came before, or not at all', async () => {
    for (let round = 0; round < 8; round++) {
      const [ticket = ''] = await waitingTickets(scene.database, queue, [{}]);
      const agent = await aServingAgent(scene.database, queue.queueId);
      const leave = scene.database.transaction(async (tx) => {
        await tx.query(`update presences set state = 'away' where agent_id = $1`, [agent]);
        return tx.query<{ n: number }>('select count(*)::int as n from ticket_standings where assignee_id = $1', [
          agent,
        ]);
      });
      const [[before]] = await Promise.all([leave, routeTickets(scene.database)]);
      const [after] = await scene.database.query(
        'select count(*)::int as n from ticket_standings where assignee_id = $1',
        [agent],
      );
      expect(after).toEqual(before);
      await scene.database.query(`update ticket_standings set status = 'pending' where ticket_id = $1`, [ticket]);
    }
  });
});

it('many processes at once give every ticket to one agent and nobody more than fits', async () => {
  const tickets = await waitingTickets(
    scene.database,
    queue,
    Array.from({ length: 60 }, (_, index) => ({ waitedSeconds: index })),
  );
  const agents = [];
  for (let made = 0; made < 5; made++) agents.push(await aServingAgent(scene.database, queue.queueId));
  const processes = await Promise.all(Array.from({ length: 4 }, () => scene.another()));
  await Promise.all([...processes, scene.database].map((database) => routeTickets(database)));
  const owners = await assigneesOf(scene.database, tickets);
  expect(agents.map((agent) => owners.filter((each) => each === agent).length)).toEqual([10, 10, 10, 10, 10]);
  expect(owners.slice(0, 10)).toEqual(Array(10).fill(null));
  const [events] = await scene.database.query(
    `select count(*)::int as n from events where type = 'ticket.assigned' and ticket_id = any($1)`,
    [tickets],
  );
  expect(events).toEqual({ n: 50 });
});
