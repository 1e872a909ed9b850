import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../database/database.js';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { waitingTickets } from '../testing/a-queue.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { purge } from './purge.query.js';

let scene: ADatabase;
let database: Database;
let inbox: AnInbox;
let inboxId: string;
const agentId = uuidv7();

beforeAll(async () => {
  scene = await aDatabase();
  database = scene.database;
  inbox = await anInbox(database);
  inboxId = inbox.id;
  await database.query(
    `insert into agents (id, name, email, role, created_at) values ($1, 'Sara', 'sara@diwan.test', 'agent', now())`,
    [agentId],
  );
});
afterAll(() => scene.drop());
beforeEach(() =>
  database.query('truncate mail_receipts, attachments, sessions, invitations, notices, sign_in_attempts'),
);

/** `count` receipts of this outcome that came `days` ago; their subject is what is expected of them. */
const receipts = (outcome: string | null, days: number, count = 1) =>
  database.query(
    `insert into mail_receipts (id, inbox_id, source, content_hash, size_bytes, received_at, outcome, cause, subject, raw)
     select gen_random_uuid(), $1, 'smtp', uuid_send(gen_random_uuid()), 3, now() - make_interval(days => $3), $2, 'cause',
       coalesce($2, 'waiting') || ' ' || $3, 'raw'
     from generate_series(1, $4)`,
    [inboxId, outcome, days, count],
  );
const ledger = async () =>
  Object.fromEntries(
    (
      await database.query<{ subject: string; now: string }>(
        `select subject, concat_ws(' ', coalesce(outcome, 'waiting'), cause, case when raw is null then 'empty' else 'raw' end) as now
         from mail_receipts`,
      )
    ).map(({ subject, now }) => [subject, now]),
  );

it('gives up old mail that became no message, and forgets no row and no cause', async () => {
  for (const outcome of ['suspended', 'quarantined', 'discarded', 'duplicate', 'ticket', 'bounce_matched', null]) {
    await receipts(outcome, 91);
    await receipts(outcome, 89);
  }
  await purge(database);
  expect(await ledger()).toEqual({
    'suspended 91': 'discarded cause empty',
    'quarantined 91': 'discarded cause empty',
    'discarded 91': 'discarded cause empty',
    ...Object.fromEntries(
      ['duplicate', 'ticket', 'bounce_matched', 'waiting'].map((each) => [`${each} 91`, `${each} cause raw`]),
    ),
    ...Object.fromEntries(
      ['suspended', 'quarantined', 'discarded', 'duplicate', 'ticket', 'bounce_matched', 'waiting'].map((each) => [
        `${each} 89`,
        `${each} cause raw`,
      ]),
    ),
  });
  const [event] = await database.query<{ kind: string; count: number }>(
    `select actor_kind as kind, jsonb_array_length(payload->'receiptIds') as count from events where type = 'mail.discarded'`,
  );
  expect(event).toEqual({ kind: 'system', count: 2 });
});

it('takes more than one batch in a turn, also when two processes take turns at once', async () => {
  await receipts('suspended', 100, 2_100);
  await Promise.all([purge(database), purge(await scene.another())]);
  await purge(database);
  const rows = `select outcome, count(*)::int as n, count(raw)::int as raw from mail_receipts group by outcome`;
  expect(await database.query(rows)).toEqual([{ outcome: 'discarded', n: 2_100, raw: 0 }]);
});

it('begins nothing more once it is stopped', async () => {
  await receipts('suspended', 100);
  await purge(database, () => true);
  expect(await ledger()).toEqual({ 'suspended 100': 'suspended cause raw' });
});

const file = (messageId: string | null, age: string) =>
  database.query(
    `insert into attachments (id, message_id, agent_id, name, content_type, size_bytes, sha256, created_at)
     values (gen_random_uuid(), $1, $2, 'name', 'text/plain', 1, 'sha', now() - $3::interval)`,
    [messageId, agentId, age],
  );
const session = (age: string, isRevoked: boolean) =>
  database.query(
    `insert into sessions (id, token_hash, agent_id, created_at, last_seen_at, revoked_at, address, user_agent)
     values (gen_random_uuid(), uuid_send(gen_random_uuid()), $1, now() - $2::interval, now(),
       case when $3::boolean then now() end, '127.0.0.1', 'test')`,
    [agentId, age, isRevoked],
  );
const invitation = (expires: string) =>
  database.query(
    `insert into invitations (token_hash, agent_id, expires_at)
     values (uuid_send(gen_random_uuid()), $1, now() + $2::interval)`,
    [agentId, expires],
  );
const attempt = (age: string) =>
  database.query(`insert into sign_in_attempts (email, address, at) values ('a@b.test', '::1', now() - $1::interval)`, [
    age,
  ]);

const notice = async (readFor: string | null) => {
  const ticket = (await waitingTickets(database, inbox, [{}]))[0];
  await database.query(
    `insert into notices (agent_id, ticket_id, event_id, kind, created_at, read_at)
     values ($1, $2, 1, 'overdue', now() - interval '1 year', now() - $3::interval)`,
    [agentId, ticket, readFor],
  );
};

it.each<[string, string, () => Promise<unknown>, number]>([
  ['an upload nobody used', 'attachments', () => file(null, '49 hours'), 0],
  ['a fresh upload', 'attachments', () => file(null, '47 hours'), 1],
  ['a file of a message', 'attachments', () => file(uuidv7(), '1 year'), 1],
  ['an ended session', 'sessions', () => session('1 hour', true), 0],
  ['an old session', 'sessions', () => session('31 days', false), 0],
  ['a running session', 'sessions', () => session('1 day', false), 1],
  ['an expired invitation', 'invitations', () => invitation('-1 minute'), 0],
  ['an open invitation', 'invitations', () => invitation('1 hour'), 1],
  ['an old failed sign-in', 'sign_in_attempts', () => attempt('25 hours'), 0],
  ['a recent failed sign-in', 'sign_in_attempts', () => attempt('23 hours'), 1],
  ['a notice read long ago', 'notices', () => notice('31 days'), 0],
  ['a notice read lately', 'notices', () => notice('29 days'), 1],
  ['a notice that nobody has read', 'notices', () => notice(null), 1],
])('of %s in %s it leaves what it should', async (_name, table, insert, left) => {
  await insert();
  await purge(database);
  expect(await database.query(`select 1 from ${table}`)).toHaveLength(left);
});
