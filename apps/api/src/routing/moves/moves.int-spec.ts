import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { move, movePreview } from '@diwan/contracts';
import { assigneesOf, aQueue, waitingTickets } from '../../testing/a-queue.js';
import type { AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { statusesOf } from '../../testing/test-client.js';
import { insertMove } from './move.query.js';
import { runChunk, runMoves } from './run-move.js';

let test: TestApp;
let from: AnInbox;
let to: AnInbox;
let lead: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  from = await aQueue(test.database, { distribution: 'manual' });
  to = await aQueue(test.database, { distribution: 'manual' });
  lead = await test.agent('lead', [from.queueId]);
});
afterAll(() => test.close());

const wholeQueue = () => ({
  selection: { queueId: from.queueId },
  target: { queueId: to.queueId, assignees: { to: 'keep' } },
});
const seenIn = async (body: object, client = lead): Promise<string> =>
  (await client.post('/api/moves/preview', body)).body.seen ?? 'nothing';
const start = async (body: object, client = lead) =>
  client.post('/api/moves', { ...body, seen: await seenIn(body, client) });
const standings = (ids: readonly string[]) =>
  test.database.query<{ queueId: string; version: number }>(
    `select queue_id as "queueId", version from ticket_standings where ticket_id = any($1) order by ticket_id`,
    [ids],
  );
const queuesOf = async (ids: readonly string[]) => (await standings(ids)).map((each) => each.queueId);

describe('a move', () => {
  it('of a whole queue is previewed in counts, done in one, told on every ticket, and undone', async () => {
    const tickets = await waitingTickets(test.database, from, [{}, {}, { assigneeId: lead.id }]);
    const preview = (await lead.post('/api/moves/preview', wholeQueue())).body;
    expect(movePreview.parse(preview)).toMatchObject({
      total: 3,
      unchanged: 0,
      fromQueues: [{ id: from.queueId, count: 3 }],
      fromAssignees: [{ id: null, count: 2 }, { id: lead.id, name: lead.name, count: 1 }],
    }); // prettier-ignore
    expect(await queuesOf(tickets)).toEqual([from.queueId, from.queueId, from.queueId]);

    const { status, body } = await start(wholeQueue());
    expect([status, move.parse(body)]).toMatchObject([201, { state: 'done', total: 3, moved: 3, failed: 0 }]);
    expect(await standings(tickets)).toEqual(Array(3).fill({ queueId: to.queueId, version: 2 }));
    const events = await test.database.query(
      `select payload from events where type = 'tickets.moved' and payload->>'moveId' = $1`,
      [body.id],
    );
    expect(events).toHaveLength(1);

    const undone = (await lead.post(`/api/moves/${body.id}/undo`)).body;
    expect(undone).toMatchObject({ state: 'undone', restored: 3 });
    expect(await standings(tickets)).toEqual(Array(3).fill({ queueId: from.queueId, version: 3 }));
    expect(await assigneesOf(test.database, tickets)).toEqual([null, null, lead.id]);
    const manager = await test.agent('manager');
    const [{ number }] = await test.database.query<{ number: number }>(
      'select number::int from tickets where id = $1', [tickets[0]]) as [{ number: number }]; // prettier-ignore
    const { items } = (await manager.get(`/api/tickets/${number}/timeline`)).body;
    expect(items.map((each: { event: { type: string } }) => each.event.type)).toEqual([
      'ticket.moved',
      'ticket.move_undone',
    ]);
  });

  it('spreads over agents by what they carry, and leaves with each what is theirs already', async () => {
    const [a, b] = [await test.agent('agent', [from.queueId]), await test.agent('agent', [from.queueId])];
    const own = await waitingTickets(test.database, from, [{ assigneeId: a.id }, { assigneeId: a.id }]);
    const others = await waitingTickets(test.database, from, [{}, {}, {}, {}]);
    const body = {
      selection: { queueId: from.queueId },
      target: { assignees: { to: 'agents', agentIds: [a.id, b.id] } },
    };
    const preview = (await lead.post('/api/moves/preview', body)).body;
    expect(preview).toMatchObject({ total: 6, unchanged: 2 });
    expect(preview.toAssignees.map((each: { count: number; after: number }) => [each.count, each.after])).toEqual([[1, 3], [3, 3]]); // prettier-ignore
    await start(body);
    const owners = await assigneesOf(test.database, [...own, ...others]);
    expect(owners.slice(0, 2)).toEqual([a.id, a.id]);
    expect(owners.filter((each) => each === b.id)).toHaveLength(3);
  });

  it('by numbers reaches only what the caller may see, and never what is solved', async () => {
    const [mine = '', solved = ''] = await waitingTickets(test.database, from, [{}, { assigneeId: lead.id }]);
    const [foreign = ''] = await waitingTickets(test.database, to, [{}]);
    await test.database.query(`update ticket_standings set status = 'solved' where ticket_id = $1`, [solved]);
    const rows = await test.database.query<{ number: number }>('select number::int from tickets where id = any($1)', [
      [mine, solved, foreign],
    ]);
    const body = { selection: { numbers: rows.map((row) => row.number) }, target: wholeQueue().target };
    expect((await lead.post('/api/moves/preview', body)).body.total).toBe(1);
    await start(body);
    expect(await queuesOf([mine, solved])).toEqual([to.queueId, from.queueId]);
  });

  it.each([
    ['nothing to change', () => start({ ...wholeQueue(), target: { assignees: { to: 'keep' } } }), 400, 'move.nothing'],
    ['a queue that there is not', () => start({ ...wholeQueue(), target: { queueId: lead.id, assignees: { to: 'keep' } } }), 400, 'move.unknown_target'],
    ['people that there are not', () => start({ ...wholeQueue(), target: { assignees: { to: 'agents', agentIds: [from.id] } } }), 400, 'move.unknown_target'],
  ])('with %s moves nothing', async (_, ask, status, code) => {
    const [ticket = ''] = await waitingTickets(test.database, from, [{}]);
    const answer = await ask();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await standings([ticket])).toEqual([{ queueId: from.queueId, version: 1 }]);
  }); // prettier-ignore

  it.each([
    ['one has left and another has come', async ([first = '']: string[]) => {
      await test.database.query(`update ticket_standings set status = 'closed' where ticket_id = $1`, [first]);
      await waitingTickets(test.database, from, [{}]);
    }],
    ['one was given to somebody', async ([first = '']: string[]) => {
      await test.database.query('update ticket_standings set assignee_id = $2 where ticket_id = $1', [first, lead.id]);
    }],
  ])('that is as large as its preview moves nothing when %s', async (_, change) => {
    const tickets = await waitingTickets(test.database, from, [{}, {}]);
    const seen = await seenIn(wholeQueue());
    await change(tickets);
    const { status, body } = await lead.post('/api/moves', { ...wholeQueue(), seen });
    expect([status, body.code, body.params]).toEqual([409, 'move.preview_stale', { total: 2 }]);
    expect(new Set(await queuesOf(tickets))).toEqual(new Set([from.queueId]));
  }); // prettier-ignore

  it('goes on although contacts wrote since the preview: what was shown is as it was', async () => {
    const tickets = await waitingTickets(test.database, from, [{}, {}]);
    const seen = await seenIn(wholeQueue());
    await test.database.query(
      'update ticket_standings set last_activity_at = now(), version = version + 1 where ticket_id = any($1)',
      [tickets],
    );
    expect((await lead.post('/api/moves', { ...wholeQueue(), seen })).body).toMatchObject({ moved: 2 });
  });

  it('is not for agents', async () => {
    const agent = await test.agent('agent', [from.queueId]);
    expect((await start(wholeQueue(), agent)).status).toBe(403);
  });

  it('sent twice with one key happens once', async () => {
    await waitingTickets(test.database, from, [{}]);
    const body = { ...wholeQueue(), seen: await seenIn(wholeQueue()) };
    const answers = await Promise.all(
      [1, 2].map(() => lead.post('/api/moves', body, { 'idempotency-key': `k-${from.id}` })),
    );
    expect(answers[0]?.body.id).toBe(answers[1]?.body.id);
    expect((await lead.get('/api/moves?limit=1')).body.items[0]).toMatchObject({ id: answers[0]?.body.id, moved: 1 });
  });

  it('of two leads at once gives every ticket to one of them and lists the rest', async () => {
    const third = await aQueue(test.database, { distribution: 'manual' });
    const tickets = await waitingTickets(
      test.database,
      from,
      Array.from({ length: 40 }, () => ({})),
    );
    const answers = await Promise.all([
      start(wholeQueue()),
      start({ ...wholeQueue(), target: { queueId: third.queueId, assignees: { to: 'keep' } } }),
    ]);
    const moved = answers.map((each) => (each.status === 201 ? each.body.moved : 0));
    expect(moved.toSorted((one, other) => one - other)).toEqual([0, 40]);
    expect(new Set(await queuesOf(tickets)).size).toBe(1);
  });
});

describe('undo', () => {
  it('leaves what somebody has touched since: taken, moved on, answered or solved', async () => {
    const tickets = await waitingTickets(test.database, from, [{}, {}, {}, {}]);
    const { body } = await start(wholeQueue());
    const worker = await test.agent('agent', [to.queueId]);
    const numbers = await Promise.all(tickets.map(async (id) => {
      const [row] = await test.database.query<{ number: number }>('select number::int from tickets where id = $1', [id]);
      return row?.number;
    })); // prettier-ignore
    await worker.post(`/api/tickets/${numbers[0]}/assign`, { version: 2, assigneeId: worker.id });
    await worker.post(`/api/tickets/${numbers[1]}/priority`, { version: 2, priority: 'high' });
    await worker.post(`/api/tickets/${numbers[2]}/solve`, { version: 2 });
    const undone = (await lead.post(`/api/moves/${body.id}/undo`)).body;
    expect(undone).toMatchObject({ state: 'undone', moved: 4, restored: 1 });
    const places = await test.database.query<{ id: string; queueId: string }>(
      `select ticket_id as id, queue_id as "queueId" from ticket_standings where ticket_id = any($1)`, [tickets]); // prettier-ignore
    expect(tickets.map((id) => places.find((each) => each.id === id)?.queueId)).toEqual([
      to.queueId,
      to.queueId,
      to.queueId,
      from.queueId,
    ]);
    const manager = await test.agent('manager');
    const failures = (await manager.get(`/api/moves/${body.id}/failures`)).body;
    expect(failures.map((each: { number: number; outcome: string }) => [each.number, each.outcome])).toEqual(
      expect.arrayContaining([[numbers[0], 'kept'], [numbers[1], 'kept'], [numbers[2], 'kept']]),
    ); // prettier-ignore
  });

  it('happens once', async () => {
    await waitingTickets(test.database, from, [{}]);
    const { body } = await start(wholeQueue());
    const answers = await Promise.all([1, 2].map(() => lead.post(`/api/moves/${body.id}/undo`)));
    expect(statusesOf(answers)).toEqual([200, 409]);
    expect(answers.find((each) => each.status === 409)?.body.code).toBe('move.not_done');
  });
});

it('a timed move goes back by itself when its time has come, and not before', async () => {
  const tickets = await waitingTickets(test.database, from, [{}, {}]);
  const backAt = new Date(Date.now() + 3_600_000).toISOString();
  const { body } = await start({ ...wholeQueue(), backAt });
  await runMoves(test.database);
  expect(await queuesOf(tickets)).toEqual([to.queueId, to.queueId]);
  await test.database.query('update moves set back_at = now() where id = $1', [body.id]);
  await Promise.all([runMoves(test.database), runMoves(test.database)]);
  expect(await queuesOf(tickets)).toEqual([from.queueId, from.queueId]);
  expect((await lead.get(`/api/moves/${body.id}`)).body).toMatchObject({ state: 'undone', restored: 2, backAt: null });
});

it('a move that fails does not hold up the others', async () => {
  const tickets = await waitingTickets(test.database, from, [{}, {}]);
  const bodies = [];
  for (const ticket of tickets) {
    const [row] = await test.database.query<{ number: number }>('select number::int from tickets where id = $1', [
      ticket,
    ]);
    bodies.push((await start({ ...wholeQueue(), selection: { numbers: [row?.number] } })).body);
  }
  const ids = bodies.map((body) => body.id as string);
  await test.database.query('update moves set back_at = now() where id = any($1)', [ids]);
  await test.database.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`,
  );
  await test.database.query(
    `create trigger refusal before update on moved_tickets for each row when (old.move_id = '${ids[0]}') execute function refuse()`,
  );
  await expect(runMoves(test.database)).rejects.toThrow('no');
  await runMoves(test.database);
  const states = await Promise.all(ids.map(async (id) => (await lead.get(`/api/moves/${id}`)).body.state));
  expect(states).toEqual(['done', 'undone']);
  await test.database.query('drop function refuse cascade');
});

it('a move that was broken off is finished by the next worker; what changed meanwhile is listed', async () => {
  const [first = '', second = '', third = ''] = await waitingTickets(test.database, from, [{}, {}, {}]);
  const id = '01890000-0000-7000-8000-00000000abcd';
  const here = { queueId: from.queueId, assigneeId: null };
  const there = { queueId: to.queueId, assigneeId: null };
  await test.database.transaction(async (tx) => {
    const planned = [first, second, third].map((ticketId) => ({ ticketId, from: here, to: there }));
    await insertMove(tx, { id, agentId: lead.id, selection: { queueId: from.queueId }, target: { queueId: to.queueId, assignees: { to: 'keep' } }, reason: '', backAt: null }, planned); // prettier-ignore
    await runChunk(tx, { id, agentId: lead.id, state: 'running', queueIds: [from.queueId, to.queueId] }, 1);
  });
  await test.database.query('update ticket_standings set assignee_id = $2 where ticket_id = $1', [second, lead.id]);
  await runMoves(test.database);
  expect((await lead.get(`/api/moves/${id}`)).body).toMatchObject({ state: 'done', failed: 1 });
  expect((await lead.get(`/api/moves/${id}/failures`)).body).toMatchObject([{ outcome: 'touched' }]);
});

describe('what a move must not do', () => {
  const noTeam = async () => {
    const lone = await lead.get('/api/queues');
    const manager = await test.agent('manager');
    const name = `Lone ${lone.body.length}`;
    const { body } = await manager.post('/api/queues', { name, distribution: 'manual', offerSeconds: 20, stickyMinutes: 0, teams: [] });
    return { id: body.id as string, manager };
  }; // prettier-ignore

  it('leave tickets in a queue that is deleted at that moment, or was since', async () => {
    for (let round = 0; round < 6; round++) {
      const { id, manager } = await noTeam();
      const [ticket = ''] = await waitingTickets(test.database, from, [{}]);
      const target = { queueId: id, assignees: { to: 'keep' } };
      const seen = await seenIn({ ...wholeQueue(), target });
      const [moved, deleted] = await Promise.all([lead.post('/api/moves', { ...wholeQueue(), target, seen }), manager.delete(`/api/queues/${id}`)]);
      expect([moved.status === 201, deleted.status === 204].filter(Boolean)).toHaveLength(1);
      const orphans = await test.database.query(
        'select 1 from ticket_standings s where not exists (select 1 from queues q where q.id = s.queue_id)');
      expect(orphans).toEqual([]);
      await test.database.query(`update ticket_standings set status = 'closed' where ticket_id = $1`, [ticket]);
    }
  }); // prettier-ignore

  it('put tickets back into a queue that is gone', async () => {
    const { id, manager } = await noTeam();
    const [ticket = ''] = await waitingTickets(test.database, { ...from, queueId: id }, [{}]);
    const out = { selection: { queueId: id }, target: { queueId: to.queueId, assignees: { to: 'keep' } } };
    const { body } = await start(out, manager);
    expect((await manager.delete(`/api/queues/${id}`)).status).toBe(204);
    expect((await manager.post(`/api/moves/${body.id}/undo`)).body).toMatchObject({ state: 'undone', restored: 0 });
    expect(await queuesOf([ticket])).toEqual([to.queueId]);
  });

  it('give tickets back to somebody who has left: they wait in the queue', async () => {
    const [agent, heir] = [await test.agent('agent', [from.queueId]), await test.agent('agent', [from.queueId])];
    const tickets = await waitingTickets(test.database, from, [{ assigneeId: agent.id }]);
    const target = { assignees: { to: 'agents', agentIds: [heir.id] } };
    const { body } = await start({ selection: { assigneeId: agent.id }, target });
    await test.database.query('update agents set active = false where id = $1', [agent.id]);
    await lead.post(`/api/moves/${body.id}/undo`);
    expect(await assigneesOf(test.database, tickets)).toEqual([null]);
  });

  it('be seen or undone by a lead of other queues', async () => {
    await waitingTickets(test.database, from, [{}]);
    const { body } = await start({ ...wholeQueue(), reason: 'private' });
    const stranger = await test.agent('lead', [to.queueId]);
    expect((await stranger.get(`/api/moves/${body.id}`)).status).toBe(404);
    expect((await stranger.get(`/api/moves/${body.id}/failures`)).status).toBe(404);
    expect((await stranger.post(`/api/moves/${body.id}/undo`)).status).toBe(404);
    expect((await stranger.get('/api/moves')).text).not.toContain(body.id);
    const both = await test.agent('lead', [from.queueId, to.queueId]);
    expect((await both.post(`/api/moves/${body.id}/undo`)).status).toBe(200);
  });

  it('begin without saying that nobody serves the queue, or that the tickets go out of sight', async () => {
    const { id } = await noTeam();
    await waitingTickets(test.database, from, [{}]);
    const preview = async (queueId: string) =>
      (await lead.post('/api/moves/preview', { ...wholeQueue(), target: { queueId, assignees: { to: 'keep' } } })).body;
    expect((await preview(id)).warnings).toEqual(['nobody_serves', 'out_of_sight']);
    await test.agent('agent', [to.queueId]);
    expect((await preview(to.queueId)).warnings).toEqual(['out_of_sight']);
    expect((await preview(from.queueId)).warnings).toEqual([]);
  });

  it('go back at a time that has passed', async () => {
    await waitingTickets(test.database, from, [{}]);
    const { status, body } = await start({ ...wholeQueue(), backAt: '2020-01-01T00:00:00Z' });
    expect([status, body.errors]).toEqual([400, [{ path: 'backAt', code: 'in_the_past' }]]);
  });
});

it('a preview tells nobody how much the people of other teams have to do', async () => {
  const stranger = await test.agent('agent', [to.queueId]);
  const colleague = await test.agent('agent', [from.queueId]);
  for (const assigneeId of [stranger.id, colleague.id]) {
    await waitingTickets(test.database, to, [{ assigneeId }, { assigneeId }]);
  }
  await waitingTickets(test.database, from, [{ assigneeId: stranger.id }]);
  await waitingTickets(test.database, from, [{ assigneeId: lead.id }]);
  const previewFor = async (who: SignedIn, agentId: string) => {
    const target = { assignees: { to: 'agents', agentIds: [agentId] } };
    const wish = { selection: { queueId: from.queueId, assigneeId: lead.id }, target };
    return (await who.post('/api/moves/preview', wish)).body.toAssignees[0].after;
  };
  const manager = await test.agent('manager');
  expect(await previewFor(lead, stranger.id)).toBe(2); // their one in this queue, and the one that would come
  expect(await previewFor(lead, colleague.id)).toBe(3);
  expect(await previewFor(manager, stranger.id)).toBe(4);
});
