// A worker that dies while it sends (promise P7): real PostgreSQL, a scripted server. Its lease ends by SQL, as time would do.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from '@diwan/channels/testing/eventually';
import { startScriptedSmtp, type ScriptedSmtp, type SmtpStage } from '@diwan/channels/testing/scripted-smtp';
import { pino } from 'pino';
import { BlobStore } from '../attachments/blob-store.js';
import { InboxChannels } from '../inboxes/inbox-channels.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../testing/test-app.js';
import { beginHandOver, claimDeliveries, finishDelivery } from './delivery.query.js';
import { DeliveryService } from './delivery.service.js';

let test: TestApp;
let agent: SignedIn;
let inbox: AnInbox;
let smtp: ScriptedSmtp;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  smtp = await startScriptedSmtp();
  stops.push(smtp.stop);
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none', user: '', auth: 'none' } as const;
  inbox = await anInbox(test.database, { smtp: server });
  agent = await test.agent('agent', [inbox.queueId]);
  await agent.patch('/api/me', { preferences: { undoSendSeconds: 0 } });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const aWorker = () =>
  new DeliveryService(test.database, test.app.get(BlobStore), test.app.get(InboxChannels), pino({ level: 'silent' }));

async function aReply(): Promise<{ id: string; number: number }> {
  const { number } = await test.mail(inbox);
  const { body } = await agent.post(`/api/tickets/${number}/replies`, { html: 'hello', lastSeq: 1 });
  return { id: body.id, number };
}
const leaseEnds = (id: string) =>
  test.database.query(`update deliveries set leased_until = now() - interval '1 second' where message_id = $1`, [id]);
const stateOf = async (id: string) => {
  const [row] = await test.database.query<{ state: string; code: string | null }>(
    `select state, error_code as code from deliveries where message_id = $1`,
    [id],
  );
  return row;
};
const eventsOf = async (id: string) =>
  (
    await test.database.query<{ type: string }>(
      `select type from events where payload->>'messageId' = $1 and type <> 'message.added' order by id`,
      [id],
    )
  ).map(({ type }) => type);

/** What every other worker does all the time. */
async function othersGoOn(): Promise<void> {
  const other = aWorker();
  await other.giveUpLost();
  await other.drain();
}

describe('a message whose worker dies', () => {
  it('after the last dot is uncertain: nobody sends it again by itself', async () => {
    const { id } = await aReply();
    smtp.next('end_of_data', { do: 'silence' });
    const dying = aWorker().drain();
    await eventually(() => smtp.received.length === 1);
    await leaseEnds(id);
    await othersGoOn();
    await othersGoOn();
    expect(await stateOf(id)).toEqual({ state: 'uncertain', code: 'channel.uncertain' });
    expect(smtp.received).toHaveLength(1);
    expect(await eventsOf(id)).toEqual(['message.uncertain']);
    await smtp.stop();
    await dying;
    expect(await eventsOf(id)).toEqual(['message.uncertain']);
  });

  it.each<SmtpStage>(['connect', 'EHLO', 'MAIL', 'RCPT', 'DATA'])(
    'while it waits for the answer to %s is sent by the next',
    async (stage) => {
      const { id } = await aReply();
      smtp.next(stage, { do: 'silence' });
      const dying = aWorker().drain();
      await eventually(async () => (await stateOf(id))?.state === 'sending');
      await leaseEnds(id);
      const { port, received, stop } = await startScriptedSmtp();
      stops.push(stop);
      await test.database.query(
        `update inboxes set version = version + 1, settings = jsonb_set(settings, '{smtp,port}', to_jsonb($2::int)) where id = $1`,
        [inbox.id, port],
      );
      await othersGoOn();
      expect(await stateOf(id)).toEqual({ state: 'sent', code: null });
      expect([received.length, smtp.received.length]).toEqual([1, 0]);
      await smtp.stop();
      await dying;
      expect(await eventsOf(id)).toEqual(['message.sent']);
    },
  );

  it('before it has connected is sent by the next', async () => {
    const { id } = await aReply();
    await claimDeliveries(test.database, randomUUID(), 10);
    await leaseEnds(id);
    await othersGoOn();
    expect(await stateOf(id)).toEqual({ state: 'sent', code: null });
    expect(smtp.received).toHaveLength(1);
  });

  it('is certain after all when the worker only slept and the answer comes', async () => {
    const { id } = await aReply();
    const [claimed] = await claimDeliveries(test.database, randomUUID(), 10);
    if (!claimed) throw new Error('not claimed');
    expect(await beginHandOver(test.database, claimed)).toBe(true);
    await leaseEnds(id);
    await othersGoOn();
    expect(await stateOf(id)).toMatchObject({ state: 'uncertain' });
    const answer = { state: 'sent', response: '250 ok' } as const;
    expect(await test.database.transaction((tx) => finishDelivery(tx, claimed, answer))).toBe(true);
    expect(await stateOf(id)).toEqual({ state: 'sent', code: null });
  });
});

describe('a worker whose lease has gone to another', () => {
  it('does not hand the message over', async () => {
    const { id } = await aReply();
    const [claimed] = await claimDeliveries(test.database, randomUUID(), 10);
    await leaseEnds(id);
    await claimDeliveries(test.database, randomUUID(), 10);
    expect(claimed && (await beginHandOver(test.database, claimed))).toBe(false);
  });
});

describe('an uncertain message', () => {
  const anUncertainReply = async () => {
    const reply = await aReply();
    smtp.next('end_of_data', { do: 'reset' });
    await aWorker().drain();
    expect(await stateOf(reply.id)).toMatchObject({ state: 'uncertain' });
    return reply;
  };

  it('is marked as sent by somebody who knows, once', async () => {
    const { id, number } = await anUncertainReply();
    const { status, body } = await agent.post(`/api/messages/${id}/mark-sent`);
    expect([status, body.delivery]).toEqual([200, expect.objectContaining({ state: 'sent', error: null })]);
    const again = await agent.post(`/api/messages/${id}/mark-sent`);
    expect([again.status, again.body.code]).toEqual([409, 'message.not_uncertain']);
    await othersGoOn();
    expect(smtp.received).toHaveLength(1);
    const timeline = await agent.get(`/api/tickets/${number}/timeline`);
    expect(timeline.body.items.map((item: { event?: { type: string } }) => item.event?.type)).toContain(
      'message.marked_sent',
    );
  });

  it('is sent again by one click, under the same Message-ID', async () => {
    const { id } = await anUncertainReply();
    expect((await agent.post(`/api/messages/${id}/retry`)).status).toBe(200);
    await othersGoOn();
    const ids = smtp.received.map(({ raw }) => /^Message-ID: (.+)$/im.exec(raw.toString())?.[1]);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect(await stateOf(id)).toEqual({ state: 'sent', code: null });
  });
});
