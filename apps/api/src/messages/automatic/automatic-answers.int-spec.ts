import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startScriptedSmtp } from '@diwan/channels/testing/scripted-smtp';
import { createEmailChannel } from '@diwan/channels';
import { anOutboundMessage } from '@diwan/channels/testing/outbound-messages';
import type { Database } from '../../database/database.js';
import { readFeed } from '../../events/event-feed.query.js';
import { storeMail } from '../../intake/store/store-mail.query.js';
import { aDatabase, type ADatabase } from '../../testing/a-database.js';
import { anInbox, anOrganisation, type AnInbox } from '../../testing/an-inbox.js';
import { aRawMail, type MailWish } from '../../testing/a-raw-mail.js';
import { createIntake, type TestIntake } from '../../testing/create-intake.js';
import { closedForGood, closedNow, giveHours, onHoliday, openNow } from '../../testing/some-hours.js';
import { AutomaticAnswers } from './automatic-answers.js';

let scene: ADatabase;
let database: Database;
let intake: TestIntake;
let inbox: AnInbox;
let answers: AutomaticAnswers;
let place = { xid: '0', id: '0' };
let senders = 0;

beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  intake = await createIntake(database);
  answers = new AutomaticAnswers(intake.signer);
});
afterAll(async () => {
  await intake.close();
  await scene.drop();
});
beforeEach(async () => {
  inbox = await anInbox(database);
  await anOrganisation(database);
});

const aSender = (): string => `sender-${++senders}@customer.test`;

type Answer = { to: string; subject: string; wireId: string; ticketId: string; inReplyTo: string; html: string };

/** Takes mails in and lets the handler hear of them; answers what Diwan wrote by itself because of them. */
async function answersTo(...mails: MailWish[]): Promise<Answer[]> {
  await intake.take(inbox.id, ...mails);
  return answerWaiting();
}

async function answerWaiting(): Promise<Answer[]> {
  await database.transaction(async (tx) => {
    const { events, next } = await readFeed(tx, place, { limit: 1_000, types: answers.types });
    place = next;
    await answers.handle(tx, events);
  });
  return database.query<Answer>(
    `with taken as (update deliveries set state = 'sent' where state = 'queued' returning *)
     select m.to_addresses->0->>'address' as to, m.subject, m.message_id as "wireId", m.ticket_id as "ticketId",
       d.in_reply_to as "inReplyTo", m.html
     from taken d join messages m on m.id = d.message_id where (m.automatic->>'is')::boolean`,
  );
}

describe('an acknowledgement', () => {
  it('is not sent to one address for ever, whatever tickets its mails open', async () => {
    const from = aSender();
    const mails = Array.from({ length: 14 }, () => ({ from }));
    expect(await answersTo(...mails)).toHaveLength(10);
  });

  it('answers a new ticket in its language, joined to the mail, and repeats nothing of it', async () => {
    const from = aSender();
    const [answer, ...others] = await answersTo({
      from,
      id: 'a@x.test',
      subject: 'پرسش',
      text: 'سلام، سفارش من کجاست؟',
    });
    expect(others).toEqual([]);
    expect(answer).toMatchObject({ to: from, inReplyTo: 'a@x.test' });
    expect(answer?.html).toContain('lang="fa"');
    expect(answer?.html).not.toContain('سفارش');
    const [standing] = await database.query(
      'select status, last_seq as seq, waiting_since is not null as waits from ticket_standings where ticket_id = $1',
      [answer?.ticketId],
    );
    expect(standing).toEqual({ status: 'new', seq: 2, waits: true });
  });

  it.each([
    ['to a reply', { id: undefined, inReplyTo: 'root@x.test' }],
    ['to automatic mail', { headers: { 'Auto-Submitted': 'auto-generated' } }],
    ['to a mailing list', { headers: { 'List-Id': '<list.x.test>' } }],
    ['to whoever asks for none', { headers: { 'X-Auto-Response-Suppress': 'All' } }],
    ['to a mail without a sender', { from: 'nobody' }],
    ['to a no-reply address', { from: 'no-reply@customer.test' }],
  ] as [string, MailWish][])('is never sent %s', async (_name, mail) => {
    const from = aSender();
    await answersTo({ from, id: 'root@x.test' });
    expect(await answersTo({ from, ...mail })).toEqual([]);
  });

  it('is not sent when the organisation does not want it', async () => {
    await anOrganisation(database, false);
    expect(await answersTo({ from: aSender() })).toEqual([]);
  });

  it('goes out once for one mail that came to two inboxes', async () => {
    const second = await anInbox(database);
    const mail = aRawMail({ from: aSender(), id: 'two-inboxes@x.test' });
    const received = [inbox, second].map(({ id }) => ({ inboxId: id, source: 'smtp' as const, mail }));
    await database.transaction((tx) => storeMail(tx, received));
    await intake.service.drain();
    expect(await answerWaiting()).toHaveLength(1);
  });
});

describe('an out-of-hours answer', () => {
  const standingOf = async (ticketId: string | undefined) => {
    const [row] = await database.query(
      'select status, last_seq as seq, waiting_since is not null as waits from ticket_standings where ticket_id = $1',
      [ticketId],
    );
    return row;
  };
  const forget = () => database.query(`update automatic_mails set at = now() - interval '25 hours'`);

  it('replaces the acknowledgement, in the language of the contact, and says when the inbox opens', async () => {
    await giveHours(database, inbox.id, closedNow());
    const [answer, ...others] = await answersTo({ from: aSender(), subject: 'پرسش', text: 'سلام، سفارش من کجاست؟' });
    expect(others).toEqual([]);
    const weekday = new Intl.DateTimeFormat('fa', { weekday: 'long', timeZone: 'UTC' });
    expect(answer?.subject).toContain('اکنون خارج از ساعت کاری ماست');
    expect(answer?.html).toContain(weekday.format(Date.now() + 3 * 86_400_000));
    expect(answer?.html).toContain('09:00');
    expect(answer?.html).not.toContain('سفارش');
    expect(await standingOf(answer?.ticketId)).toEqual({ status: 'new', seq: 2, waits: true });
  });

  it('tells the opening by the clock of the inbox that has hours in another zone', async () => {
    await giveHours(database, inbox.id, { ...closedNow(), timeZone: 'Asia/Tehran' });
    const [answer] = await answersTo({ from: aSender() });
    expect(answer?.html).toMatch(/09:00 Iran Standard Time/);
  });

  it('is the acknowledgement while the inbox is open, or where it is switched off', async () => {
    await giveHours(database, inbox.id, openNow);
    const [byDay] = await answersTo({ from: aSender() });
    await giveHours(database, inbox.id, closedNow());
    await database.query('update inboxes set answers_out_of_hours = false where id = $1', [inbox.id]);
    const [silent] = await answersTo({ from: aSender() });
    for (const answer of [byDay, silent]) expect(answer?.subject).toContain('We have received your message');
  });

  it('speaks of a holiday as of any closed day, and promises nothing where no day is left', async () => {
    await giveHours(database, inbox.id, onHoliday());
    const [holiday] = await answersTo({ from: aSender() });
    expect(holiday?.html).toContain('open again on <bdi>');
    await giveHours(database, inbox.id, closedForGood);
    const [never] = await answersTo({ from: aSender() });
    expect(never?.html).toContain('as soon as we are back');
  });

  it('has the words of the organisation', async () => {
    await giveHours(database, inbox.id, closedNow());
    await database.query(`update organisations set out_of_hours_texts = '{"en": "Back {opening}, <{number}>"}'`);
    const [answer] = await answersTo({ from: aSender() });
    expect(answer?.html).toMatch(
      /^<p dir="ltr" lang="en">Back <bdi>\w+day.*<\/bdi>, &lt;<bdi dir="ltr">#\d+<\/bdi>&gt;<\/p>$/,
    );
    await database.query(`update organisations set out_of_hours_texts = '{}'`);
  });

  it('goes to who writes again on a ticket, once a day, and changes nothing of the ticket', async () => {
    const from = aSender();
    const [id, reply] = [`root-${from}`, { from, inReplyTo: `root-${from}` }];
    const [first] = await answersTo({ from, id });
    await database.query(`update ticket_standings set status = 'open' where ticket_id = $1`, [first?.ticketId]);
    await giveHours(database, inbox.id, closedNow());
    expect(await answersTo(reply)).toEqual([]); // acknowledged within 24 hours
    await forget();
    const [told] = await answersTo(reply);
    expect([told?.ticketId, told?.to]).toEqual([first?.ticketId, from]);
    expect(told?.subject).toContain('We are closed at the moment');
    expect(await standingOf(first?.ticketId)).toEqual({ status: 'open', seq: 5, waits: true });
    await forget();
    expect(await answersTo(reply)).toEqual([]); // told today
  });

  it.each([
    ['just wrote', '4 minutes', 0],
    ['wrote an hour ago', '1 hour', 1],
  ])('leaves the talk to an agent who %s', async (_, ago, count) => {
    const from = aSender();
    const { ticketId } = (await intake.take(inbox.id, { from, id: `talk-${from}` }))[0] ?? { ticketId: '' };
    await answerWaiting();
    await forget();
    await giveHours(database, inbox.id, closedNow());
    await database.query(
      `insert into messages (id, ticket_id, seq, kind, channel, author_kind, author_id, author_name, text, created_at)
       select gen_random_uuid(), $1, last_seq + 1, 'outbound', 'email', 'agent', gen_random_uuid(), 'Ada', 'Hello', now() - $2::interval
       from ticket_standings where ticket_id = $1`,
      [ticketId, ago],
    );
    await database.query('update ticket_standings set last_seq = last_seq + 1 where ticket_id = $1', [ticketId]);
    expect(await answersTo({ from, inReplyTo: `talk-${from}` })).toHaveLength(count);
  });

  it.each([
    ['a machine', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['whoever asks for none', { headers: { 'X-Auto-Response-Suppress': 'All' } }],
  ] as [string, MailWish][])('is never sent to %s', async (_, mail) => {
    const from = aSender();
    await answersTo({ from, id: `root-${from}` });
    await forget();
    await giveHours(database, inbox.id, closedNow());
    expect(await answersTo({ from, inReplyTo: `root-${from}`, ...mail })).toEqual([]);
  });
});

describe('a war of two Diwans', () => {
  it.each([
    ['that acknowledge', openNow],
    ['that are closed', closedNow()],
  ])('%s ends after two mails', async (name, hours) => {
    await giveHours(database, inbox.id, hours);
    const support = `support-${name.length}@other.test`;
    // What the other side writes by itself is what our own channel would put on the wire.
    const sink = await startScriptedSmtp();
    const other = { host: '127.0.0.1', port: sink.port, security: 'none', user: '', auth: { method: 'none' } } as const;
    const channel = createEmailChannel({ settings: other, loopHeader: 'another-installation' });
    let exchanged = 1;
    let waiting = await answersTo({ from: support });
    while (waiting.length > 0 && exchanged < 10) {
      exchanged += waiting.length;
      const [ours] = waiting;
      const from = { name: '', address: support };
      const to = [{ name: '', address: inbox.address }];
      const messageId = `answer-${exchanged}-${support}`;
      await channel.send(anOutboundMessage({ automatic: true, from, to, messageId, inReplyTo: ours?.wireId ?? null }));
      const {
        raw,
        from: envelopeFrom,
        to: envelopeTo,
      } = sink.received.at(-1) ?? { raw: Buffer.alloc(0), from: '', to: [] };
      const mail = { ...aRawMail(), bytes: raw, envelope: { from: envelopeFrom, to: envelopeTo } };
      await database.transaction((tx) => storeMail(tx, [{ inboxId: inbox.id, source: 'smtp', mail }]));
      await intake.service.drain();
      waiting = await answerWaiting();
    }
    await channel.close();
    await sink.stop();
    expect(exchanged).toBe(2);
  });
});
