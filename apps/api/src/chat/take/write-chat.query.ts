import type { Tx } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';
import { writePlan } from '../../intake/plan/write-plan.query.js';
import type { ChatPlan } from './plan-chat.js';

/** Writes a plan: one statement per table, however many messages it holds. */
export async function writeChat(tx: Tx, plan: ChatPlan): Promise<void> {
  if (plan.intake.messages.length === 0) return;
  await writePlan(tx, plan.intake);
  await insertVisitors(tx, plan);
  await moveSessions(tx, plan);
  await tx.query(
    `insert into chat_receipts (visitor_id, client_id, ticket_id, seq, at)
     select "visitorId", "clientId", "ticketId", seq, at from jsonb_to_recordset($1::jsonb)
       as row ("visitorId" uuid, "clientId" uuid, "ticketId" uuid, seq integer, at timestamptz)`,
    [jsonRows(plan.receipts)],
  );
  for (const { messageId, ids } of plan.files) {
    await tx.query(
      `update attachments set message_id = $1, position = array_position($2::uuid[], id) where id = any($2::uuid[])`,
      [messageId, ids],
    );
  }
}

async function insertVisitors(tx: Tx, { visitors }: ChatPlan): Promise<void> {
  if (visitors.length === 0) return;
  await tx.query(
    `insert into chat_visitors (id, inbox_id, contact_id, subject, email, created_at)
     select id, inbox_id, contact_id, subject, email, now()
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) as row (id, inbox_id, contact_id, subject, email)`,
    [
      visitors.map((each) => each.id),
      visitors.map((each) => each.inboxId),
      visitors.map((each) => each.contactId),
      visitors.map((each) => each.identity?.subject ?? null),
      visitors.map((each) => each.identity?.email ?? null),
    ],
  );
}

async function moveSessions(tx: Tx, { endedSessionIds, sessions }: ChatPlan): Promise<void> {
  if (endedSessionIds.length > 0) {
    await tx.query('update chat_sessions set ended_at = now() where id = any($1) and ended_at is null', [
      endedSessionIds,
    ]);
  }
  if (sessions.length === 0) return;
  await tx.query(
    `insert into chat_sessions (id, visitor_id, ticket_id, page, locale, user_agent, started_at)
     select id, "visitorId", "ticketId", nullif(page, 'null'), locale, "userAgent", now()
     from jsonb_to_recordset($1::jsonb)
       as row (id uuid, "visitorId" uuid, "ticketId" uuid, page jsonb, locale text, "userAgent" text)`,
    [jsonRows(sessions)],
  );
}
