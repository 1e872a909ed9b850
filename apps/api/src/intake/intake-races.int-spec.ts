// Many workers, dead workers, and mails that cannot be written: every mail still has exactly one outcome (promises P1, P9).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.js';
import { eventually } from '@diwan/channels/testing/eventually';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import type { MailWish } from '../testing/a-raw-mail.js';
import { meeting } from '../testing/meeting.js';
import { createIntake, type TestIntake } from '../testing/create-intake.js';
import { claimMail, extendClaims, holdClaims, releaseClaims, quarantineMail } from './understand/claim-mail.query.js';

let scene: ADatabase;
let database: Database;
let intake: TestIntake;
let inbox: AnInbox;

beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  intake = await createIntake(database);
  // Stands for whatever may keep a mail from being written: a limit nobody thought of, a bug.
  await database.query(`create function refuse_poison() returns trigger language plpgsql as $$
    begin
      if new.subject = 'poison' then raise exception 'poison'; end if;
      if new.subject = 'disk full' then raise exception 'no space left' using errcode = '53100'; end if;
      return new;
    end $$`);
  await database.query(
    'create trigger refuse_poison before insert on messages for each row execute function refuse_poison()',
  );
});
afterAll(async () => {
  await intake.close();
  await scene.drop();
});
beforeEach(async () => {
  inbox = await anInbox(database);
});

/** A worker's database that does this once, after the mail was understood and before it is written. */
function beforeWriting(worker: Database, act: () => Promise<void>): Database {
  const transaction = worker.transaction.bind(worker);
  let done = false;
  worker.transaction = async (work) => {
    if (!done) {
      done = true;
      await act();
    }
    return transaction(work);
  };
  return worker;
}

/** Gives up waiting for the next attempt of what failed. */
const hurry = () => database.query('update mail_receipts set next_attempt_at = now() where outcome is null');
const outlive = () => database.query(`update mail_receipts set claimed_until = now() - interval '1 second'`);
const outcomes = async () => {
  const rows = await database.query<{ outcome: string; n: number }>(
    `select coalesce(outcome, 'waiting') as outcome, count(*)::int as n from mail_receipts where inbox_id = $1 group by 1`,
    [inbox.id],
  );
  return Object.fromEntries(rows.map((row) => [row.outcome, row.n]));
};

/** Tickets of the inbox whose numbering of messages has a hole, a repeat or another end than the ticket says. */
const brokenTickets = () =>
  database.query(
    `select t.number, s.last_seq, array_agg(m.seq order by m.seq) as seqs from tickets t
     join ticket_standings s on s.ticket_id = t.id left join messages m on m.ticket_id = t.id
     where t.inbox_id = $1 group by t.number, s.last_seq
     having array_agg(m.seq order by m.seq) <> array(select generate_series(1, s.last_seq))`,
    [inbox.id],
  );

describe('two workers', () => {
  it('share 200 mails of 20 senders: each mail one outcome, each sender one contact, no hole in any ticket', async () => {
    const senders = Array.from({ length: 20 }, (_, index) => `sender-${index}-${inbox.id}@customer.test`);
    const mails = Array.from({ length: 200 }, (_, index): MailWish => {
      const [sender, turn] = [senders[index % 20] ?? '', Math.floor(index / 20)];
      const id = (at: number): string => `${at}.${sender}`;
      return { from: sender, id: id(turn), ...(turn > 0 ? { inReplyTo: id(turn - 1), references: [id(0)] } : {}) };
    });
    await intake.store(inbox.id, ...mails);
    const second = intake.another(await scene.another());
    const finished = await Promise.all([intake.service.drain(), second.drain()]);
    expect(finished[0] + finished[1]).toBe(200);
    expect(await outcomes()).toEqual({ ticket: 20, appended: 180 });
    expect(await brokenTickets()).toEqual([]);
    const [contacts] = await database.query<{ n: number; handles: number }>(
      `select count(distinct c.id)::int as n, count(distinct h.id)::int as handles from contacts c
       left join handles h on h.contact_id = c.id where c.id in (select contact_id from tickets where inbox_id = $1)`,
      [inbox.id],
    );
    expect(contacts).toEqual({ n: 20, handles: 20 });
    const [messages] = await database.query<{ n: number }>(
      'select count(*)::int as n from messages m join tickets t on t.id = m.ticket_id where t.inbox_id = $1',
      [inbox.id],
    );
    expect(messages?.n).toBe(200);
  });

  it.each([1, 2, 3])('that write a question and its answer at the same moment make one ticket (%i)', async (round) => {
    const [from, id] = [`asker-${round}-${inbox.id}@customer.test`, `q-${round}@customer.test`];
    const together = meeting();
    let isWriting = false;
    const first = beforeWriting(await scene.another(), () => {
      isWriting = true;
      return together();
    });
    const second = beforeWriting(await scene.another(), together);
    await intake.store(inbox.id, { from, id });
    const question = intake.another(first).drain();
    // No sooner: while it still claims, it would take the answer, too.
    await eventually(() => isWriting);
    await intake.store(inbox.id, { from, inReplyTo: id });
    await Promise.all([question, intake.another(second).drain()]);
    expect(await outcomes()).toEqual({ ticket: 1, appended: 1 });
  });
});

describe('a claim', () => {
  it('keeps a mail from everybody else until it runs out', async () => {
    await intake.store(inbox.id, {});
    const [first, second] = [randomUUID(), randomUUID()];
    expect(await claimMail(database, first, { limit: 10 })).toHaveLength(1);
    expect(await claimMail(database, second, { limit: 10 })).toHaveLength(0);
    await outlive();
    const [taken] = await claimMail(database, second, { limit: 10 });
    expect(taken?.attempts).toBe(2);
    await extendClaims(database, first, [taken?.id ?? '']);
    expect(await holdClaims(database, first, [taken?.id ?? ''])).toEqual(new Set());
    expect(await holdClaims(database, second, [taken?.id ?? ''])).toEqual(new Set([taken?.id]));
    await intake.service.drain();
    await outlive();
    await intake.service.drain();
  });

  it('that ran out while its holder worked is not applied twice', async () => {
    const ids = await intake.store(inbox.id, {});
    const slow = beforeWriting(await scene.another(), async () => {
      await outlive();
      await intake.service.drain();
    });
    await intake.another(slow).drain();
    expect(await outcomes()).toEqual({ ticket: 1 });
    expect(await intake.receipts(ids)).toMatchObject([{ outcome: 'ticket', attempts: 2 }]);
    expect(await brokenTickets()).toEqual([]);
  });

  it('that ran out can neither be released nor given up by its old holder', async () => {
    await intake.store(inbox.id, {});
    const [old, now] = [randomUUID(), randomUUID()];
    await claimMail(database, old, { limit: 10 });
    await outlive();
    const [claim] = await claimMail(database, now, { limit: 10 });
    const id = claim?.id ?? '';
    await releaseClaims(database, old, { ids: [id], detail: 'too late' });
    expect(await quarantineMail(database, old, { id, code: 'mail.not_stored', detail: 'too late' })).toBe(false);
    expect(await holdClaims(database, now, [id])).toEqual(new Set([id]));
    await outlive();
    await intake.service.drain();
  });

  it('fetches no bytes that are at hand', async () => {
    const ids = await intake.store(inbox.id, { subject: 'one' }, { subject: 'two' });
    const held = new Map([[ids[0] ?? '', Buffer.from('at hand')]]);
    const [one, two] = await claimMail(database, randomUUID(), { limit: 10, held });
    expect(String(one?.raw)).toBe('at hand');
    expect(String(two?.raw)).toContain('Subject: two');
    await outlive();
    await intake.service.drain();
  });

  it('takes no more mail than fits into memory, and always at least one', async () => {
    const ids = await intake.store(inbox.id, {}, {}, {}, {});
    const megabytes = [10, 20, 60, 70];
    for (const [index, id] of ids.entries()) {
      await database.query('update mail_receipts set size_bytes = $2 where id = $1', [
        id,
        (megabytes[index] ?? 0) << 20,
      ]);
    }
    const taken: number[] = [];
    while (taken.length < 3) taken.push((await claimMail(database, randomUUID(), { limit: 50 })).length);
    expect(taken).toEqual([2, 1, 1]);
    await outlive();
    await intake.service.drain();
  });
});

describe('a mail that cannot be written', () => {
  it('is tried three times and quarantined with its bytes, and delays nobody', async () => {
    const ids = await intake.store(inbox.id, {}, { subject: 'poison' }, {});
    await intake.service.drain();
    expect(await intake.receipts(ids)).toMatchObject([
      { outcome: 'ticket' },
      { outcome: null, attempts: 1, detail: 'poison' },
      { outcome: 'ticket' },
    ]);
    const [wait] = await database.query<{ later: boolean }>(
      'select next_attempt_at > now() as later from mail_receipts where id = $1',
      [ids[1]],
    );
    expect(wait?.later).toBe(true);
    for (let attempt = 2; attempt <= 3; attempt++) {
      await hurry();
      await intake.service.drain();
    }
    expect(await intake.receipts(ids.slice(1, 2))).toMatchObject([
      { outcome: 'quarantined', cause: 'mail.not_stored', detail: 'poison', attempts: 3 },
    ]);
    const [row] = await database.query<{ kept: boolean }>(
      'select raw is not null as kept from mail_receipts where id = $1',
      [ids[1]],
    );
    expect(row?.kept).toBe(true);
    const events = await database.query<{ payload: object }>(
      `select payload from events where type = 'mail.quarantined' and payload->>'receiptId' = $1`,
      [ids[1]],
    );
    expect(events).toEqual([{ payload: { receiptId: ids[1], code: 'mail.not_stored' } }]);
  });

  it('is not blamed for a full disk, and is written when there is room again', async () => {
    const ids = await intake.store(inbox.id, { subject: 'disk full' });
    for (let attempt = 1; attempt <= 5; attempt++) {
      await hurry();
      await intake.service.drain();
    }
    expect(await intake.receipts(ids)).toMatchObject([{ outcome: null, attempts: 0, detail: 'no space left' }]);
    await database.query('alter table messages disable trigger refuse_poison');
    await hurry();
    await intake.service.drain();
    await database.query('alter table messages enable trigger refuse_poison');
    expect(await intake.receipts(ids)).toMatchObject([{ outcome: 'ticket', attempts: 1, detail: null }]);
  });

  it('is given up unread when its readers die again and again', async () => {
    const ids = await intake.store(inbox.id, {});
    await database.query('update mail_receipts set attempts = 10 where id = $1', [ids[0]]);
    await intake.service.drain();
    expect(await intake.receipts(ids)).toMatchObject([{ outcome: 'quarantined', attempts: 11 }]);
  });
});
