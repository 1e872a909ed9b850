// Which ticket a mail ends in (domain rules, section 3), each rule through the real parser and the real tables.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../database/database.js';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import type { MailWish } from '../testing/a-raw-mail.js';
import { createIntake, type Receipt, type TestIntake } from '../testing/create-intake.js';
import { findTicketsById } from '../tickets/ticket.repository.js';

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

const stranger = 'Mallory <mallory@evil.test>';

async function take(mail: MailWish, inboxId = inbox.id): Promise<Receipt> {
  const [receipt] = await intake.take(inboxId, mail);
  if (!receipt) throw new Error('no receipt');
  return receipt;
}

async function ticketOf({ ticketId }: Receipt) {
  const [ticket] = await findTicketsById(database, [ticketId]);
  if (!ticket) throw new Error(`no ticket ${ticketId}`);
  return ticket;
}

const close = (ticketId: string, daysAgo: number) =>
  database.query(
    `update ticket_standings set status = 'closed', closed_at = now() - make_interval(days => $2::int) where ticket_id = $1`,
    [ticketId, daysAgo],
  );

describe('a mail that belongs nowhere', () => {
  it('opens a ticket with its contact, message, thread and events', async () => {
    const receipt = await take({
      from: 'سارا <sara@customer.test>',
      subject: 'Re: Fwd: پرسش',
      id: 'first@customer.test',
    });
    expect(receipt).toMatchObject({ outcome: 'ticket', cause: null });
    const ticket = await ticketOf(receipt);
    expect(ticket).toMatchObject({ status: 'new', subject: 'پرسش', lastSeq: 1, queueId: inbox.queueId });
    expect(ticket.waitingSince).toBeInstanceOf(Date);
    const [contact] = await database.query(
      'select c.name, h.value from contacts c join handles h on h.contact_id = c.id where c.id = $1',
      [ticket.contactId],
    );
    expect(contact).toEqual({ name: 'سارا', value: 'sara@customer.test' });
    const events = await database.query<{ type: string; actorId: string }>(
      'select type, actor_id as "actorId" from events where ticket_id = $1 order by id',
      [ticket.id],
    );
    expect(events).toEqual(['ticket.opened', 'message.added'].map((type) => ({ type, actorId: ticket.contactId })));
  });

  it('is of the same contact as an earlier one from that address, in whatever case', async () => {
    const first = await ticketOf(await take({ from: 'one@customer.test' }));
    const second = await ticketOf(await take({ from: 'One <ONE@Customer.Test>' }));
    expect(second.contactId).toBe(first.contactId);
    expect(second.id).not.toBe(first.id);
  });
});

describe('a reply', () => {
  it('finds its ticket by the tokened address, whoever sends it', async () => {
    const ticket = await ticketOf(await take({}));
    const to = intake.signer.replyAddress(inbox.address, ticket.number);
    expect(await take({ from: stranger, to })).toMatchObject({ outcome: 'appended', ticketId: ticket.id });
    expect(await take({ envelopeTo: [to] })).toMatchObject({ outcome: 'appended', ticketId: ticket.id });
    expect(await take({ headers: { 'X-Original-To': to } })).toMatchObject({
      outcome: 'appended',
      ticketId: ticket.id,
    });
  });

  it('finds its ticket by a Message-ID of ours', async () => {
    const ticket = await ticketOf(await take({}));
    const ours = intake.signer.messageId(ticket.number, 'a1', 'diwan.test');
    const receipt = await take({ from: stranger, inReplyTo: ours });
    expect(receipt).toMatchObject({ outcome: 'appended', ticketId: ticket.id });
    expect(receipt.steps.find((step) => step.matched)?.rule).toBe('message_id');
  });

  it.each([
    ['In-Reply-To', { inReplyTo: 'root@customer.test' }],
    ['References', { references: ['unknown@customer.test', 'root@customer.test'] }],
  ])('finds its ticket by %s', async (_name, field) => {
    const first = await take({ id: 'root@customer.test' });
    expect(await take({ subject: 'Something else', ...field })).toMatchObject({ ticketId: first.ticketId });
  });

  it('joins the ticket of its nearest ancestor', async () => {
    await take({ id: 'far@customer.test' });
    const near = await take({ id: 'near@customer.test' });
    const reply = await take({ references: ['far@customer.test', 'near@customer.test'] });
    expect(reply.ticketId).toBe(near.ticketId);
  });

  it('does not follow references into another inbox', async () => {
    const elsewhere = await anInbox(database);
    const first = await take({ id: 'there@customer.test' }, elsewhere.id);
    const reply = await take({ inReplyTo: 'there@customer.test' });
    expect(reply.outcome).toBe('ticket');
    expect(reply.ticketId).not.toBe(first.ticketId);
  });

  it('finds its ticket by an ancestor that neither of the two mails is', async () => {
    const first = await take({ references: ['never-seen@customer.test'] });
    const second = await take({ references: ['never-seen@customer.test'] });
    expect(second).toMatchObject({ outcome: 'appended', ticketId: first.ticketId });
  });

  it('is joined by its own ancestor when that arrives later', async () => {
    const reply = await take({ id: 'reply@customer.test', inReplyTo: 'late@customer.test' });
    const late = await take({ id: 'late@customer.test' });
    expect(late).toMatchObject({ outcome: 'appended', ticketId: reply.ticketId });
    const ids = `select kind, message_id as "messageId" from mail_ids where value = 'late@customer.test' and ticket_id = $1`;
    expect(await database.query(ids, [late.ticketId])).toEqual([{ kind: 'received', messageId: late.messageId }]);
  });

  it('finds its ticket by the first 22 bytes of Thread-Index', async () => {
    const conversation = Buffer.alloc(22, 5);
    const index = (extra: number) => Buffer.concat([conversation, Buffer.alloc(extra, 1)]).toString('base64');
    const first = await take({ headers: { 'Thread-Index': index(0) } });
    const reply = await take({ headers: { 'Thread-Index': index(5) } });
    expect(reply).toMatchObject({ outcome: 'appended', ticketId: first.ticketId });
  });

  it('finds its ticket by the number in its subject when the sender takes part', async () => {
    const ticket = await ticketOf(await take({}));
    const reply = await take({ subject: `Re: [#${ticket.number}] A question` });
    expect(reply).toMatchObject({ outcome: 'appended', ticketId: ticket.id });
  });
});

describe('a stranger', () => {
  it.each([
    ['by number', (number: number) => ({ subject: `[#${number}] hello` })],
    ['by references', () => ({ inReplyTo: 'known@customer.test' })],
    ['as a forged participant', (number: number) => ({ from: 'Sara <sara@customer.test>', subject: `[#${number}] hi`, headers: { 'Authentication-Results': 'mx.test; dmarc=fail' } })], // prettier-ignore
  ])('gets a ticket of their own %s, with a hint and without the history', async (_name, mail) => {
    inbox = await anInbox(database, { authservId: 'mx.test' });
    const ticket = await ticketOf(await take({ id: 'known@customer.test' }));
    const receipt = await take({ from: stranger, ...mail(ticket.number) });
    expect(receipt.outcome).toBe('ticket');
    const own = await ticketOf(receipt);
    expect(own).toMatchObject({ mayBelongToId: ticket.id, followUpOfId: null, lastSeq: 1 });
    expect((await ticketOf({ ...receipt, ticketId: ticket.id })).lastSeq).toBe(1);
    const messages = await database.query('select seq from messages where ticket_id = $1', [own.id]);
    expect(messages).toEqual([{ seq: 1 }]);
  });

  it.each([
    ['a mac of their own', (real: string) => real.replace(/-[a-z2-7]{16}/, '-aaaaaaaaaaaaaaaa')],
    [
      'the ticket swapped',
      (real: string) => real.replace(/\+t(\d+)/, (_, digits: string) => `+t${Number(digits) - 1}`),
    ],
  ])('gains nothing with a token that has %s', async (_name, forge) => {
    await take({});
    const ticket = await ticketOf(await take({}));
    const forged = forge(intake.signer.replyAddress(inbox.address, ticket.number));
    expect((await take({ from: stranger, to: forged })).outcome).toBe('ticket');
  });

  it('named in Cc may answer from then on', async () => {
    const ticket = await ticketOf(await take({ cc: 'Colleague <colleague@partner.test>' }));
    const reply = await take({ from: 'colleague@partner.test', subject: `[#${ticket.number}]` });
    expect(reply).toMatchObject({ outcome: 'appended', ticketId: ticket.id });
  });
});

describe('a reply to a closed ticket', () => {
  it.each([
    ['opens a follow-up within 30 days', 29, true],
    ['opens an unrelated ticket with a hint later', 31, false],
  ])('%s', async (_name, daysAgo, isFollowUp) => {
    const first = await take({ id: `closed-${daysAgo}@customer.test` });
    await close(first.ticketId, daysAgo);
    const receipt = await take({ inReplyTo: `closed-${daysAgo}@customer.test` });
    expect(receipt.outcome).toBe('ticket');
    expect(await ticketOf(receipt)).toMatchObject({
      followUpOfId: isFollowUp ? first.ticketId : null,
      mayBelongToId: isFollowUp ? null : first.ticketId,
    });
    expect((await ticketOf(first)).status).toBe('closed');
  });
});

describe('mails understood together', () => {
  it('see what the ones before them did: a question and its follow-up end in one ticket', async () => {
    const receipts = await intake.take(
      inbox.id,
      { from: 'batch@customer.test', id: 'q@customer.test' },
      { from: 'batch@customer.test', inReplyTo: 'q@customer.test' },
      { from: 'batch@customer.test', subject: 'Another matter' },
    );
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['ticket', 'appended', 'ticket']);
    const [first, second, third] = receipts;
    expect(second?.ticketId).toBe(first?.ticketId);
    const tickets = await findTicketsById(database, [first?.ticketId ?? '', third?.ticketId ?? '']);
    expect(new Set(tickets.map((ticket) => ticket.contactId)).size).toBe(1);
    expect(new Set(tickets.map((ticket) => ticket.lastSeq))).toEqual(new Set([1, 2]));
  });

  it('keep a mail whose Message-ID was seen before, and mark it', async () => {
    await take({ id: 'twice@customer.test' });
    const second = await take({ id: 'twice@customer.test', from: stranger, text: 'Other content' });
    expect(second.outcome).toBe('ticket');
    const [message] = await database.query<{ warnings: string[] }>('select warnings from messages where id = $1', [
      second.messageId,
    ]);
    expect(message?.warnings).toContain('mail.message_id_seen_before');
  });
});
