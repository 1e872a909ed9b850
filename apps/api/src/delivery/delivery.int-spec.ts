// Messages on their way out: real PostgreSQL, real SMTP dialogue with a scripted server (promises P7, P8).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startScriptedSmtp, type ScriptedSmtp } from '@diwan/channels/testing/scripted-smtp';
import { system } from '@diwan/tickets';
import { pino } from 'pino';
import { readConfig } from '../config.js';
import type { Database } from '../database/database.js';
import { InboxTokens } from '../inboxes/grants/inbox-tokens.js';
import { InboxAccess } from '../inboxes/inbox-access.js';
import { InboxChannels } from '../inboxes/inbox-channels.js';
import { insertMessages } from '../messages/message.repository.js';
import { composeOutgoing } from '../messages/outgoing-message.js';
import { addOutboundThreading, loadReplyContext } from '../messages/reply-context.query.js';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createIntake, type TestIntake } from '../testing/create-intake.js';
import { findTicketsById } from '../tickets/ticket.repository.js';
import { cancelDelivery, claimDeliveries, finishDelivery, insertDelivery, retryDelivery } from './delivery.query.js';
import { DeliveryService } from './delivery.service.js';

let scene: ADatabase;
let database: Database;
let intake: TestIntake;
let smtp: ScriptedSmtp;
let inbox: AnInbox;
const opened: InboxChannels[] = [];

beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  intake = await createIntake(database);
});
afterAll(async () => {
  await Promise.all(opened.map((channels) => channels.onApplicationShutdown()));
  await smtp.stop();
  await intake.close();
  await scene.drop();
});
beforeEach(async () => {
  await smtp?.stop();
  smtp = await startScriptedSmtp();
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none', user: '', auth: 'none' } as const;
  inbox = await anInbox(database, { smtp: server });
  await database.query(`update deliveries set state = 'cancelled' where state in ('queued', 'scheduled', 'sending')`);
});

function aWorker(on = database): DeliveryService {
  const keys = { current: { id: 'k1', bytes: Buffer.alloc(32) }, previous: null };
  const channels = new InboxChannels(on, new InboxAccess(new InboxTokens(on, keys), keys), readConfig({}));
  opened.push(channels);
  return new DeliveryService(on, intake.blobs, channels, pino({ level: 'silent' }));
}

/** An answer to a new mail from a contact, due now. */
async function aReply({ scheduled = false } = {}) {
  const wish = { from: 'Sara <sara@customer.test>', id: `${randomUUID()}@customer.test`, subject: 'پرسش' };
  const [receipt] = await intake.take(inbox.id, wish);
  return database.transaction(async (tx) => {
    const [ticket] = await findTicketsById(tx, [receipt?.ticketId ?? '']);
    if (!ticket) throw new Error('no ticket');
    const id = randomUUID();
    const { message, delivery } = composeOutgoing(
      {
        id, ticket, seq: 2, author: system, authorName: 'Reza', to: undefined, cc: [], text: 'سلام', html: '<p>سلام</p>',
        automatic: { is: false, why: [] }, now: new Date(),
      }, // prettier-ignore
      await loadReplyContext(tx, ticket),
      intake.signer,
    );
    await insertMessages(tx, [message]);
    await tx.query('update ticket_standings set last_seq = 2 where ticket_id = $1', [ticket.id]);
    await insertDelivery(tx, { ...delivery, sendAfterMs: scheduled ? 1 : 0, undo: null });
    await addOutboundThreading(tx, { ...delivery, wireId: message.messageId ?? '', recipients: [] });
    return { id, ticket, wireId: message.messageId ?? '', answered: wish.id, replyTo: delivery.replyTo };
  });
}

const stateOf = async (id: string) => {
  const [row] = await database.query<{ state: string; attempts: number; code: string | null; waits: boolean }>(
    `select state, attempts, error_code as code, coalesce(next_attempt_at > now() + interval '30 seconds', false) as waits
     from deliveries where message_id = $1`,
    [id],
  );
  return row;
};
const eventsOf = async (id: string) =>
  (
    await database.query<{ type: string }>(
      `select type from events where payload->>'messageId' = $1 and type <> 'message.added'`,
      [id],
    )
  ).map((row) => row.type);
const set = (id: string, change: string) =>
  database.query(`update deliveries set ${change} where message_id = $1`, [id]);

describe('a reply', () => {
  it('leaves with its Message-ID, its ancestors and the address that proves its ticket', async () => {
    const reply = await aReply();
    await aWorker().drain();
    expect(smtp.received).toMatchObject([{ from: inbox.address, to: ['sara@customer.test'] }]);
    const wire = smtp.received[0]?.raw.toString('latin1').replace(/\r\n[ \t]+/g, ' ') ?? '';
    expect(wire).toContain(`Message-ID: <${reply.wireId}>`);
    expect(wire).toContain(`In-Reply-To: <${reply.answered}>`);
    expect(wire).toMatch(new RegExp(`References:.*<${reply.answered}>`));
    expect(wire).toMatch(new RegExp(`Reply-To:.*${reply.replyTo.replace(/[+.]/g, '\\$&')}`));
    expect(wire).not.toMatch(/auto-submitted/i);
    expect(await stateOf(reply.id)).toMatchObject({ state: 'sent', attempts: 1, code: null });
    expect(await eventsOf(reply.id)).toEqual(['message.sent']);
    const [back] = await intake.take(inbox.id, { from: 'else@other.test', inReplyTo: reply.wireId });
    expect(back).toMatchObject({ outcome: 'appended', ticketId: reply.ticket.id });
  });

  it('goes once more to those alone whom the server had refused', async () => {
    const reply = await aReply();
    const boss = JSON.stringify([{ name: '', address: 'boss@customer.test' }]);
    await database.query('update messages set cc_addresses = $2 where id = $1', [reply.id, boss]);
    await set(reply.id, `only_to = '{boss@customer.test}'`);
    await aWorker().drain();
    expect(smtp.received).toMatchObject([{ to: ['boss@customer.test'] }]);
  });

  it('leaves once, however many workers there are', async () => {
    const replies = [];
    for (let count = 0; count < 15; count++) replies.push(await aReply());
    await Promise.all([aWorker().drain(), aWorker(await scene.another()).drain(), aWorker().drain()]);
    expect(smtp.received).toHaveLength(replies.length);
    for (const { id } of replies) expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });
});

describe('an attempt that fails', () => {
  it.each([
    [
      'for now: queued with a pause',
      '451 4.7.1 greylisted',
      { state: 'queued', code: 'channel.rejected_temporarily', waits: true },
      [],
    ],
    [
      'for good: failed at once',
      '550 5.1.1 unknown',
      { state: 'failed', code: 'channel.rejected', waits: false },
      ['message.failed'],
    ],
  ] as const)('%s', async (_name, answer, expected, events) => {
    const reply = await aReply();
    smtp.next('RCPT', answer);
    await aWorker().drain();
    expect(await stateOf(reply.id)).toMatchObject({ attempts: 1, ...expected });
    expect(await eventsOf(reply.id)).toEqual(events);
    await aWorker().drain();
    expect(smtp.received).toEqual([]);
  });

  it('after the final dot is uncertain: it is not sent again by itself, but by an agent under the same Message-ID', async () => {
    const reply = await aReply();
    smtp.next('end_of_data', { do: 'reset' });
    await aWorker().drain();
    await aWorker().drain();
    expect(await stateOf(reply.id)).toMatchObject({ state: 'uncertain', code: 'channel.uncertain' });
    expect(await eventsOf(reply.id)).toEqual(['message.uncertain']);
    expect(await database.transaction((tx) => retryDelivery(tx, reply.id))).toBe(true);
    expect(await database.transaction((tx) => retryDelivery(tx, reply.id))).toBe(false);
    await aWorker().drain();
    expect(smtp.received.map((mail) => mail.raw.includes(`<${reply.wireId}>`))).toEqual([true, true]);
    expect(await stateOf(reply.id)).toMatchObject({ state: 'sent', attempts: 1, code: null });
  });

  it('is tried again when its time has come, and given up 72 hours after the first', async () => {
    const reply = await aReply();
    smtp.next('RCPT', '451 later');
    smtp.next('RCPT', '451 later');
    await aWorker().drain();
    await set(reply.id, `next_attempt_at = now(), first_attempt_at = now() - interval '71 hours'`);
    await aWorker().drain();
    expect(await stateOf(reply.id)).toMatchObject({ state: 'queued', attempts: 2 });
    smtp.next('RCPT', '451 later');
    await set(reply.id, `next_attempt_at = now(), first_attempt_at = now() - interval '72 hours'`);
    await aWorker().drain();
    expect(await stateOf(reply.id)).toMatchObject({ state: 'failed', attempts: 3 });
    expect(await eventsOf(reply.id)).toEqual(['message.failed']);
  });
});

describe('a lease', () => {
  it('keeps a message from others until it runs out; a late result of the old holder is ignored', async () => {
    const { id } = await aReply();
    const [old] = await claimDeliveries(database, randomUUID(), 10);
    expect(await claimDeliveries(database, randomUUID(), 10)).toEqual([]);
    await set(id, `leased_until = now() - interval '1 second'`);
    const [next] = await claimDeliveries(database, randomUUID(), 10);
    expect(next).toMatchObject({ messageId: id, attempts: 2 });
    if (!old || !next) throw new Error('not claimed');
    const finish = (lease: typeof old, result: Parameters<typeof finishDelivery>[2]) =>
      database.transaction((tx) => finishDelivery(tx, lease, result));
    expect(await finish(old, { state: 'failed', code: 'channel.rejected', detail: '' })).toBe(false);
    expect(await stateOf(id)).toMatchObject({ state: 'sending', code: null });
    expect(await finish(next, { state: 'sent', response: '250 ok' })).toBe(true);
    expect(await finish(old, { state: 'uncertain', code: 'channel.uncertain', detail: '' })).toBe(false);
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  });
});

describe('taking a reply back', () => {
  it.each(Array.from({ length: 8 }, (_, round) => round))('races with its leaving: exactly one wins (%i)', async () => {
    const { id } = await aReply({ scheduled: true });
    const [cancelled, claimed] = await Promise.all([
      database.transaction((tx) => cancelDelivery(tx, id)),
      claimDeliveries(database, randomUUID(), 10),
    ]);
    expect([cancelled !== null, claimed.length === 1].filter(Boolean)).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ state: cancelled ? 'cancelled' : 'sending' });
  });

  it('is too late once it is queued', async () => {
    const { id } = await aReply();
    expect(await database.transaction((tx) => cancelDelivery(tx, id))).toBeNull();
  });
});
