// Holds what was injected against what the database has, by SQL and nothing else.
import type pg from 'pg';
import { groupBy } from './group-by.js';
import type { Letter } from './letters.js';

export type Verdict = { exact: number; lost: number[]; duplicated: number[]; misfiled: number[]; invented: number };

type MessageRow = { messageId: string; ticketId: string; text: string };
type HeldRow = { fromAddress: string; outcome: string; cause: string };

/** Every letter exactly once and where it belongs; and nothing that nobody sent. */
export async function verifyLetters(
  database: pg.Client,
  inboxId: string,
  letters: readonly Letter[],
): Promise<Verdict> {
  const messages = await database.query<MessageRow>(
    `select m.message_id as "messageId", m.ticket_id as "ticketId", m.text
     from messages m join tickets t on t.id = m.ticket_id where t.inbox_id = $1 and m.kind = 'inbound'`,
    [inboxId],
  );
  const held = await database.query<HeldRow>(
    `select from_address as "fromAddress", outcome, cause from mail_receipts
     where inbox_id = $1 and outcome in ('suspended', 'quarantined')`,
    [inboxId],
  );
  const messagesById = groupBy(messages.rows, ({ messageId }) => messageId);
  const heldBySender = groupBy(held.rows, ({ fromAddress }) => fromAddress);
  const ticketOfRoot = new Map<number, string>();
  const rootOfTicket = new Map<string, number>();
  const verdict: Verdict = { exact: 0, lost: [], duplicated: [], misfiled: [], invented: 0 };
  let found = 0;
  for (const letter of letters) {
    const copies = messagesById.get(letter.messageId) ?? [];
    const aside = letter.id === letter.root ? (heldBySender.get(letter.from) ?? []) : [];
    found += copies.length + aside.length;
    if (copies.length + aside.length === 0) verdict.lost.push(letter.id);
    else if (copies.length + aside.length > 1) verdict.duplicated.push(letter.id);
    else if (isWhereItBelongs(letter, { copy: copies[0], aside: aside[0], ticketOfRoot, rootOfTicket }))
      verdict.exact += 1;
    else verdict.misfiled.push(letter.id);
  }
  verdict.invented = messages.rows.length + held.rows.length - found;
  return verdict;
}

type Found = {
  copy: MessageRow | undefined;
  aside: HeldRow | undefined;
  ticketOfRoot: Map<number, string>;
  rootOfTicket: Map<string, number>;
};

/** One conversation is one ticket, and one ticket is one conversation; the text is the one that was sent. */
function isWhereItBelongs(letter: Letter, { copy, aside, ticketOfRoot, rootOfTicket }: Found): boolean {
  if (letter.expected !== 'message') return aside?.outcome === 'suspended' && aside.cause === letter.expected;
  if (!copy || copy.text.trim() !== letter.text) return false;
  const ticketId = ticketOfRoot.get(letter.root) ?? copy.ticketId;
  const root = rootOfTicket.get(copy.ticketId) ?? letter.root;
  ticketOfRoot.set(letter.root, ticketId);
  rootOfTicket.set(copy.ticketId, root);
  return ticketId === copy.ticketId && root === letter.root;
}

/** Sentences that name what does not add up; empty when everything does. */
export async function findContradictions(database: pg.Client): Promise<string[]> {
  const found: string[] = [];
  for (const [sentence, sql] of checks) {
    const { rows } = await database.query<Record<string, unknown>>(sql);
    if (rows.length > 0) found.push(`${sentence}: ${rows.length}, for example ${JSON.stringify(rows[0])}`);
  }
  return found;
}

const checks: readonly [string, string][] = [
  ['mail that nobody has understood', `select id, attempts, detail from mail_receipts where outcome is null`],
  [
    'tickets whose messages are not numbered 1 to n without a gap',
    `select s.ticket_id, s.last_seq, count(m.seq), min(m.seq), max(m.seq) from ticket_standings s
     left join messages m on m.ticket_id = s.ticket_id group by 1, 2
     having count(m.seq) <> s.last_seq or min(m.seq) <> 1 or max(m.seq) <> s.last_seq`,
  ],
  [
    'counters that differ from counting',
    `select * from (
       select queue_id, assignee_id, status, sum(n) as counter from (
         select queue_id, assignee_id, status, count as n from ticket_counts
         union all select queue_id, assignee_id, status, delta from ticket_count_deltas
       ) both_parts group by 1, 2, 3 having sum(n) <> 0
     ) counters full join (
       select queue_id, coalesce(assignee_id, '00000000-0000-0000-0000-000000000000') as assignee_id, status, count(*) as counted
       from ticket_standings group by 1, 2, 3
     ) truth using (queue_id, assignee_id, status)
     where counter is distinct from counted`,
  ],
  [
    'receipts that name a message which is not there',
    `select r.id from mail_receipts r left join messages m on m.id = r.message_id
     where r.outcome in ('ticket', 'appended', 'bounce_matched') and m.id is null`,
  ],
  [
    'messages that came with no mail',
    `select m.id from messages m left join mail_receipts r on r.message_id = m.id where m.kind = 'inbound' and r.id is null`,
  ],
  [
    'messages without their event',
    `select m.id from messages m where not exists (select 1 from events e where e.ticket_id = m.ticket_id
       and e.type = 'message.added' and e.payload->>'messageId' = m.id::text)`,
  ],
  [
    'tickets that were confirmed to their sender more than once',
    `select ticket_id from messages where kind = 'outbound' and (automatic->>'is')::boolean group by 1 having count(*) > 1`,
  ],
  [
    'deliveries that nobody works on',
    `select message_id, state, error_detail from deliveries
     where state not in ('sent', 'uncertain') and (leased_until is null or leased_until < now())`,
  ],
];
