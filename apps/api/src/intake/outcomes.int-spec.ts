// What becomes of a mail that is no plain letter (domain rules, section 4; promises, section 2).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Database } from '../database/database.js';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import type { MailWish } from '../testing/a-raw-mail.js';
import { createIntake, type Receipt, type TestIntake } from '../testing/create-intake.js';
import { findTicketsById } from '../tickets/ticket.repository.js';
import { discardHeldMail, replayHeldMail } from './held/held-mail.query.js';

let scene: ADatabase;
let database: Database;
let intake: TestIntake;
let inbox: AnInbox;

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
  inbox = await anInbox(database);
});

async function take(mail: MailWish): Promise<Receipt> {
  const [receipt] = await intake.take(inbox.id, mail);
  if (!receipt) throw new Error('no receipt');
  return receipt;
}

const ticketOf = async (receipt: Receipt) => (await findTicketsById(database, [receipt.ticketId]))[0];
const messageOf = async (receipt: Receipt) => {
  const [message] = await database.query<{ text: string; subject: string; authorName: string }>(
    'select text, subject, author_name as "authorName" from messages where id = $1',
    [receipt.messageId],
  );
  return message;
};

/** A sent reply of ours on this ticket, as the delivery left it; answers its Message-ID and id. */
async function sentReply(ticketId: string, to: string): Promise<{ wireId: string; id: string }> {
  const ticket = (await findTicketsById(database, [ticketId]))[0];
  const [{ id } = { id: '' }] = await database.query<{ id: string }>('select gen_random_uuid() as id');
  const wireId = intake.signer.messageId(ticket?.number ?? 0, id, 'diwan.test');
  await database.query(
    `insert into messages (id, ticket_id, seq, kind, channel, author_kind, author_name, to_addresses, text, reply_text, message_id, created_at)
     values ($1, $2, 2, 'outbound', 'email', 'system', 'Diwan', jsonb_build_array(jsonb_build_object('name', '', 'address', $3::text)), '', '', $4, now())`,
    [id, ticketId, to, wireId],
  );
  await database.query('update ticket_standings set last_seq = 2 where ticket_id = $1', [ticketId]);
  await database.query(
    `insert into deliveries (message_id, inbox_id, ticket_id, state, created_at) values ($1, $2, $3, 'sent', now())`,
    [id, inbox.id, ticketId],
  );
  await database.query(
    `insert into mail_ids (inbox_id, value, ticket_id, message_id, kind, created_at) values ($1, $2, $3, $4, 'own', now())`,
    [inbox.id, wireId, ticketId, id],
  );
  return { wireId, id };
}

function bounceOf(wireId: string, recipient: string, { action = 'failed', status = '5.1.1' } = {}): MailWish {
  const text = [
    '--b', 'Content-Type: text/plain', '', 'It did not arrive.',
    '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.customer.test', '',
    `Final-Recipient: rfc822; ${recipient}`, `Action: ${action}`, `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 no such user', '',
    '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${wireId}>`, 'Subject: Re: A question', '', '--b--',
  ]; // prettier-ignore
  return {
    from: 'MAILER-DAEMON@mx.customer.test',
    envelopeFrom: '',
    text: text.join('\r\n'),
    headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' },
  };
}

describe('automatic mail', () => {
  it('is kept on its ticket and does not reopen it', async () => {
    const first = await take({ id: 'holiday@customer.test' });
    await database.query(`update ticket_standings set status = 'pending', waiting_since = null where ticket_id = $1`, [
      first.ticketId,
    ]);
    const answer = await take({ inReplyTo: 'holiday@customer.test', headers: { 'Auto-Submitted': 'auto-replied' } });
    expect(answer).toMatchObject({ outcome: 'appended', ticketId: first.ticketId });
    expect(await ticketOf(first)).toMatchObject({ status: 'pending', waitingSince: null, reopenCount: 0, lastSeq: 2 });
  });

  it.each([
    ['loop', { headers: { 'X-Diwan-Loop': 'diwan' } }],
    ['auto_mailer', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['auto_mailer', { envelopeFrom: '' }],
    ['blank', { subject: '', text: '' }],
  ])('that belongs nowhere is suspended: %s', async (cause, mail) => {
    expect(await take(mail)).toMatchObject({ outcome: 'suspended', cause });
  });

  it('from one of our own addresses is suspended', async () => {
    expect(await take({ from: inbox.address })).toMatchObject({ outcome: 'suspended', cause: 'from_own_address' });
  });
});

describe('a bounce', () => {
  it('marks the message that came back and the address that is gone', async () => {
    const first = await take({ from: 'gone@customer.test' });
    const sent = await sentReply(first.ticketId, 'gone@customer.test');
    const receipt = await take(bounceOf(sent.wireId, 'gone@customer.test'));
    expect(receipt).toMatchObject({ outcome: 'bounce_matched', ticketId: first.ticketId });
    const [row] = await database.query(
      `select d.state, d.error_code as code, h.bounced_at is not null as flagged from deliveries d, handles h
       where d.message_id = $1 and h.value = 'gone@customer.test'`,
      [sent.id],
    );
    expect(row).toEqual({ state: 'bounced', code: 'mail.bounced', flagged: true });
    const events = await database.query(
      `select payload->>'messageId' as id from events where type = 'message.bounced' and ticket_id = $1`,
      [first.ticketId],
    );
    expect(events).toEqual([{ id: sent.id }]);
  });

  it.each([
    ['delayed', '4.4.1', { state: 'sent', flagged: false }],
    ['failed', '4.2.2', { state: 'bounced', flagged: false }],
  ])('that says %s %s goes so far and no further', async (action, status, expected) => {
    const address = `soft-${status}@customer.test`;
    const first = await take({ from: address });
    const sent = await sentReply(first.ticketId, address);
    await take(bounceOf(sent.wireId, address, { action, status }));
    const [row] = await database.query(
      `select d.state, h.bounced_at is not null as flagged from deliveries d, handles h where d.message_id = $1 and h.value = $2`,
      [sent.id, address],
    );
    expect(row).toEqual(expected);
  });

  it('cannot flag an address that the message never went to', async () => {
    await take({ from: 'victim@customer.test' });
    const first = await take({ from: 'attacker@customer.test' });
    const sent = await sentReply(first.ticketId, 'attacker@customer.test');
    await take(bounceOf(sent.wireId, 'victim@customer.test'));
    const [row] = await database.query(`select bounced_at as at from handles where value = 'victim@customer.test'`);
    expect(row).toEqual({ at: null });
  });

  it('of a mail that we never sent is suspended', async () => {
    const receipt = await take(bounceOf('never@diwan.test', 'x@customer.test'));
    expect(receipt).toMatchObject({ outcome: 'suspended', cause: 'backscatter' });
  });
});

/** 5,000 letters that do not compress: an index would take 5,000 equal ones. */
const noise = (seed: string): string =>
  Array.from({ length: 79 }, (_, index) => createHash('sha256').update(`${seed}${index}`).digest('hex'))
    .join('')
    .slice(0, 5_000);

describe('hostile and broken mail', () => {
  it.each([
    ['NUL bytes', { subject: 'a\0b', text: 'c\0d' }],
    ['half surrogate pairs', { subject: '=?utf-16be?B?2AA=?=', text: 'x', headers: { 'Content-Type': 'text/html' } }],
    [
      'a surrogate as a character reference',
      { text: '<p>&#xD800; x &#0;</p>', headers: { 'Content-Type': 'text/html' } },
    ],
    ['no sender, date or id', { id: null, headers: { From: '', Date: '' } as Record<string, string> }],
    ['a Message-ID of 5,000 letters', { id: `${noise('a')}@customer.test` }],
    ['references of 5,000 letters', { references: [`${noise('b')}@customer.test`] }],
    ['an address of 5,000 letters', { from: `${noise('c')}@customer.test`, cc: `${noise('d')}@x.test` }],
    ['a subject of 100,000 letters', { subject: 'ک'.repeat(100_000) }],
    ['300,000 different words', { text: Array.from({ length: 300_000 }, (_, index) => `w${index}`).join(' ') }],
    ['one word of a million letters', { text: 'x'.repeat(1_000_000) }],
    ['a number that no ticket can have', { subject: '[#99999999999999999999]' }],
    ['a Thread-Index of nonsense', { headers: { 'Thread-Index': `\0${'='.repeat(3_000)}` } }],
  ] as [string, MailWish][])('is stored and shown: %s', async (_name, mail) => {
    const receipt = await take(mail);
    expect(receipt).toMatchObject({ outcome: 'ticket', detail: null });
    expect(JSON.stringify(await messageOf(receipt))).not.toMatch(/\\u0000|\\ud8/i);
  });
});

describe('held mail', () => {
  const replay = (ids: string[], force: boolean) =>
    database.transaction((tx) => replayHeldMail(tx, { ids, force })).then(() => intake.service.drain());

  it('replayed ends where it was unless the admin insists', async () => {
    const held = await take({ headers: { 'Auto-Submitted': 'auto-replied' } });
    await replay([held.id], false);
    expect(await intake.receipts([held.id])).toMatchObject([{ outcome: 'suspended', cause: 'auto_mailer' }]);
    await replay([held.id], true);
    const [now] = await intake.receipts([held.id]);
    expect(now).toMatchObject({ outcome: 'ticket', cause: null });
    await replay([held.id], true);
    expect(await intake.receipts([held.id])).toEqual([now]);
  });

  it('that was quarantined gets its three tries again', async () => {
    const [id = ''] = await intake.store(inbox.id, {});
    await database.query(`update mail_receipts set outcome = 'quarantined', cause = 'x', attempts = 3 where id = $1`, [
      id,
    ]);
    await replay([id], false);
    expect(await intake.receipts([id])).toMatchObject([{ outcome: 'ticket', attempts: 1 }]);
  });

  it('that was discarded is neither replayed nor stored again, and stays in the ledger', async () => {
    const held = await take({ headers: { 'Auto-Submitted': 'auto-replied' } });
    const discard = () => database.transaction((tx) => discardHeldMail(tx, [held.id]));
    expect(await discard()).toEqual([held.id]);
    expect(await discard()).toEqual([]);
    await replay([held.id], true);
    expect(await intake.receipts([held.id])).toMatchObject([{ outcome: 'discarded', ticketId: null }]);
  });

  it('adds up: every receipt has exactly one outcome, and messages are what the outcomes say', async () => {
    await take({});
    const [sum] = await database.query(
      `select count(*)::int as receipts, count(outcome)::int as decided,
         count(*) filter (where outcome in ('ticket', 'appended', 'bounce_matched'))::int
           - (select count(*)::int from messages where kind = 'inbound') as unaccounted,
         count(*) filter (where (message_id is null) = (outcome in ('ticket', 'appended', 'bounce_matched')))::int as untrue
       from mail_receipts`,
    );
    expect(sum).toMatchObject({ unaccounted: 0, untrue: 0 });
    expect(sum?.['decided']).toBe(sum?.['receipts']);
  });
});
