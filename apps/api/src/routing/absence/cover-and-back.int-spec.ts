import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { move as moveContract } from '@diwan/contracts';
import { aQueue, assigneesOf, waitingTickets } from '../../testing/a-queue.js';
import type { AnInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { ReturnToQueue } from '../assignment/return-to-queue.js';
import { runMoves } from '../moves/run-move.js';
import { endAbsences } from '../presence/end-absences.js';

let test: TestApp;
let queue: AnInbox;
let lead: SignedIn;
let absent: SignedIn;
let colleague: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  queue = await aQueue(test.database);
  [lead, absent, colleague] = [
    await test.agent('lead', [queue.queueId]),
    await test.agent('agent', [queue.queueId]),
    await test.agent('agent', [queue.queueId]),
  ];
  await available(absent);
  await available(colleague);
});
afterAll(() => test.close());

const channels = ['email'];
const available = (who: SignedIn) => who.put('/api/me/presence', { channels, state: 'available' });
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const cover = (more: object = {}) =>
  lead.post(`/api/agents/${absent.id}/absence`, { channels, state: 'away', reason: 'other', openWork: [], ...more });
const ofAbsent = (count: number) => waitingTickets(test.database, queue, Array(count).fill({ assigneeId: absent.id }));
const toColleague = (count: number, status = 'open') => [
  { status, count, handOver: { to: 'agents', agentIds: [colleague.id] } },
];
const moveOf = async (id: string) => moveContract.parse((await lead.get(`/api/moves/${id}`)).body);
const fallsSilent = (who: SignedIn) =>
  test.database.query(`update heartbeats set at = now() - interval '1 hour' where agent_id = $1`, [who.id]);
const isSeen = (who: SignedIn) => test.database.query('update heartbeats set at = now() where agent_id = $1', [who.id]);
const onBoard = async () =>
  (await lead.get('/api/board')).body.agents.find((each: { id: string }) => each.id === absent.id);

describe('another end of the absence', () => {
  it.each<[string, string | null]>([
    ['later', inHours(48)],
    ['earlier', inHours(1)],
    ['none', null],
  ])('(%s) is when the tickets go back that were given away for the first one', async (_, until) => {
    const tickets = await ofAbsent(2);
    const [move] = (await cover({ until: inHours(2), openWork: toColleague(2) })).body.moves;
    const byHand = (await moveByHand(inHours(3))).body;
    expect((await cover({ until })).status).toBe(200);
    expect([(await moveOf(move.id)).backAt, (await moveOf(byHand.id)).backAt]).toEqual([until, byHand.backAt]);
    expect(await assigneesOf(test.database, tickets)).toEqual([colleague.id, colleague.id]);
    const events = await test.database.query(
      `select payload->>'until' as until, actor_id as by from events where type = 'tickets.move_retimed' and payload->>'moveId' = $1`,
      [move.id],
    );
    expect(events).toEqual([{ until, by: lead.id }]);
  });

  /** A move of the same agent's tickets that covers for nobody keeps its own time. */
  async function moveByHand(backAt: string) {
    await ofAbsent(1);
    const wish = { selection: { assigneeId: absent.id }, target: { assignees: { to: 'agents', agentIds: [lead.id] } } };
    const { seen } = (await lead.post('/api/moves/preview', wish)).body;
    return lead.post('/api/moves', { ...wish, seen, backAt });
  }
});

describe('when the time has come', () => {
  let tickets: string[];
  let moveId: string;
  beforeEach(async () => {
    tickets = await ofAbsent(2);
    await test.database.query(`update ticket_standings set status = 'pending' where ticket_id = $1`, [tickets[1]]);
    const openWork = ['open', 'pending'].flatMap((status) => toColleague(1, status));
    moveId = (await cover({ until: inHours(1), openWork })).body.moves[0].id;
  });
  const comes = async () => {
    await test.database.query(`update presences set until = now() where until is not null`);
    await test.database.query('update moves set back_at = now(), retry_at = null where id = $1', [moveId]);
    await Promise.all([runMoves(test.database), runMoves(test.database), endAbsences(test.database)]);
  };

  it('the tickets go back to who is back, in whatever order presence and tickets are looked at', async () => {
    await comes();
    expect(await assigneesOf(test.database, tickets)).toEqual([absent.id, absent.id]);
    expect(await moveOf(moveId)).toMatchObject({ state: 'undone', restored: 2, covers: { id: absent.id } });
  });

  it('they stay with the colleague of who is not, the move and the board say so, and go back later', async () => {
    await fallsSilent(absent);
    await comes();
    expect(await assigneesOf(test.database, tickets)).toEqual([colleague.id, colleague.id]);
    const waiting = await moveOf(moveId);
    expect([waiting.state, waiting.covers]).toEqual(['done', { id: absent.id, name: absent.name }]);
    expect(Date.parse(waiting.backAt ?? '')).toBeLessThanOrEqual(Date.now());
    expect((await onBoard()).channels[0]).toMatchObject({ state: 'available', expectedAt: expect.any(String) });
    await isSeen(absent);
    expect((await onBoard()).channels[0].expectedAt).toBeNull();
    await comes();
    expect(await assigneesOf(test.database, tickets)).toEqual([absent.id, absent.id]);
  });

  it('what waits for an answer of a colleague who is not there either goes to the queue', async () => {
    await fallsSilent(absent);
    await fallsSilent(colleague);
    await comes();
    expect(await assigneesOf(test.database, tickets)).toEqual([null, colleague.id]);
    await isSeen(absent);
    await comes();
    expect(await assigneesOf(test.database, tickets)).toEqual([null, absent.id]);
  });

  it('undone by hand they go back at once, and with who has left to the queue', async () => {
    await fallsSilent(absent);
    await comes();
    expect((await lead.post(`/api/moves/${moveId}/undo`)).body).toMatchObject({ state: 'undone', restored: 2 });
    expect(await assigneesOf(test.database, tickets)).toEqual([absent.id, absent.id]);
  });

  it('who has left is not waited for', async () => {
    await test.database.query('update agents set active = false where id = $1', [absent.id]);
    await comes();
    expect(await assigneesOf(test.database, tickets)).toEqual([null, null]);
  });
});

describe('a ticket that was kept, when its contact writes', () => {
  const writes = (ticketId: string | undefined) =>
    test.database.transaction((tx) =>
      new ReturnToQueue().handle(tx, [{ ticketId, payload: { cause: 'contact_wrote' } } as never]),
    );

  it.each([
    ['waits where the cover said so, although nobody has heard of its agent', () => cover(), true],
    ['goes to the queue where the cover said that', () => cover({ state: 'offline' }), false],
    [
      'goes to the queue of who was only set away',
      () => lead.put(`/api/agents/${absent.id}/presence`, { channels, state: 'away', reason: 'other' }),
      false,
    ],
    [
      'goes to the queue when the absence is over and nobody has come',
      async () => {
        await cover({ until: inHours(1) });
        await test.database.query('update presences set until = now() where until is not null');
        await endAbsences(test.database);
      },
      false,
    ],
  ])('%s', async (_, declare, waits) => {
    const [ticket = ''] = await ofAbsent(1);
    await declare();
    await fallsSilent(absent);
    await writes(ticket);
    expect(await assigneesOf(test.database, [ticket])).toEqual([waits ? absent.id : null]);
  });
});

it('the board tells what somebody else declared, and not any more what they declared since', async () => {
  await cover();
  await fallsSilent(absent);
  expect(await onBoard()).toMatchObject({
    present: false,
    channels: [{ state: 'away', reason: 'other', byOther: true, until: null, expectedAt: null }],
  });
  await absent.put('/api/me/presence', { channels, state: 'away', reason: 'lunch' });
  expect((await onBoard()).channels[0]).toMatchObject({ reason: 'lunch', byOther: false });
});
