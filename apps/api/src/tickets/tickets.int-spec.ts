import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { transitions, type TicketStatus } from '@diwan/tickets';
import { ticketDetails } from '@diwan/contracts';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type OpenedTicket, type SignedIn, type TestApp } from '../testing/test-app.js';
import { statusesOf } from '../testing/test-client.js';

let test: TestApp;
let inbox: AnInbox;
let agent: SignedIn;
let ticket: OpenedTicket;
let at: string;
beforeAll(async () => {
  test = await createTestApp();
  inbox = await anInbox(test.database);
  agent = await test.agent('agent', [inbox.queueId]);
});
beforeEach(async () => {
  ticket = await test.mail(inbox);
  at = `/api/tickets/${ticket.number}`;
});
afterAll(() => test.close());

const verbs = { open: 'open', pending: 'pend', on_hold: 'hold', solved: 'solve' } as const;
const stand = (status: TicketStatus) =>
  test.database.query('update ticket_standings set status = $2, assignee_id = $3 where ticket_id = $1', [
    ticket.id,
    status,
    agent.id,
  ]);

describe('a ticket’s status', () => {
  const all = Object.keys(transitions) as TicketStatus[];
  const reachable = Object.keys(verbs) as (keyof typeof verbs)[];
  it.each(all.flatMap((from) => reachable.map((to) => [from, to] as const)))('from %s to %s', async (from, to) => {
    await stand(from);
    const { status, body } = await agent.post(`${at}/${verbs[to]}`, { version: 1 });
    if (from === to) expect([status, body.status, body.version]).toEqual([200, to, 1]);
    else if (transitions[from].includes(to)) expect([status, body.status, body.version]).toEqual([200, to, 2]);
    else expect([status, body.code]).toEqual([409, from === 'closed' ? 'ticket.closed' : 'ticket.illegal_transition']);
  });

  it('needs an assignee to be solved: the solver becomes it', async () => {
    const { body } = await agent.post(`${at}/solve`, { version: 1 });
    expect([body.status, body.assignee.id]).toEqual(['solved', agent.id]);
    expect(ticketDetails.safeParse(body).success).toBe(true);
  });

  it('counts how often it was reopened', async () => {
    await stand('solved');
    expect((await agent.post(`${at}/open`, { version: 1 })).body.reopenCount).toBe(1);
  });

  it('changes for one of two who were looking at the same version', async () => {
    const answers = await Promise.all(['pend', 'hold'].map((verb) => agent.post(`${at}/${verb}`, { version: 1 })));
    expect(statusesOf(answers)).toEqual([200, 409]);
    const refused = answers.find((each) => each.status === 409);
    expect(refused?.body.code).toBe('ticket.stale_version');
    expect(refused?.body.params.current).toEqual((await agent.get(at)).body);
  });
});

describe('an assignment', () => {
  it.each([
    ['nobody there is', () => Promise.resolve('01890000-0000-7000-8000-000000000000')],
    ['somebody who left', async () => {
      const gone = await test.agent();
      await test.database.query('update agents set active = false where id = $1', [gone.id]);
      return gone.id;
    }],
  ])('to %s is refused', async (_, who) => {
    const { status, body } = await agent.post(`${at}/assign`, { version: 1, assigneeId: await who() });
    expect([status, body.code]).toEqual([400, 'ticket.unknown_assignee']);
  }); // prettier-ignore

  it('gives the ticket to somebody of another team, and away from who gives it', async () => {
    const [giver, other] = [await test.agent('agent'), await test.agent('agent')];
    await agent.post(`${at}/assign`, { version: 1, assigneeId: giver.id });
    const given = await giver.post(`${at}/assign`, { version: 2, assigneeId: other.id });
    expect([given.status, given.body.assignee.id]).toEqual([200, other.id]);
    expect((await giver.get(at)).status).toBe(404);
    expect((await other.get(at)).status).toBe(200);
  });

  it('and a priority are recorded with who did it, from where', async () => {
    await agent.post(`${at}/assign`, { version: 1, assigneeId: agent.id });
    await agent.post(`${at}/priority`, { version: 2, priority: 'urgent' });
    const events = await test.database.query(
      `select type, payload, address from events where ticket_id = $1 and actor_id = $2 order by id`,
      [ticket.id, agent.id],
    );
    expect(events).toEqual([
      { type: 'ticket.assigned', payload: { from: null, to: agent.id, cause: 'agent' }, address: '127.0.0.1' },
      { type: 'ticket.priority_changed', payload: { from: 'normal', to: 'urgent' }, address: '127.0.0.1' },
    ]);
  });
});

describe('a ticket’s page', () => {
  it('names only those other tickets of the contact that may be seen', async () => {
    const hidden = await anInbox(test.database);
    const from = 'many@customer.test';
    const [first, second] = [await test.mail(inbox, { from }), await test.mail(inbox, { from })];
    await test.mail(hidden, { from });
    const others = (who: SignedIn) => who.get(`/api/tickets/${first.number}`).then(({ body }) => body.otherTickets);
    expect(await others(agent)).toMatchObject([{ number: second.number }]);
    expect(await others(await test.agent('manager'))).toHaveLength(2);
  });

  it('is unread until it is read, for each agent', async () => {
    const other = await test.agent('manager');
    expect((await agent.get(at)).body.unread).toBe(true);
    expect((await agent.post(`${at}/read`, { seq: 99 })).status).toBe(204);
    expect((await agent.get(at)).body.unread).toBe(false);
    expect((await other.get(at)).body.unread).toBe(true);
    await agent.post(`${at}/read`, { seq: 0 });
    expect((await agent.get(at)).body.unread).toBe(false);
  });
});
