import { searchTokens, type Actor } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import { jsonRows } from '../../database/json-rows.js';
import type { RecordedEvent } from '../../events/domain-events.js';
import { recordEvents } from '../../events/event.repository.js';
import { insertMessages } from '../../messages/message.repository.js';
import { insertTicketSkills } from '../../routing/skills/skill.query.js';
import { insertSearchDocuments } from '../../search/search-documents.query.js';
import { insertTicketTags } from '../../tags/ticket-tag.query.js';
import { insertTickets, updateStandings } from '../../tickets/ticket.repository.js';
import { setTicketClocks } from '../../tickets/ticket-clocks.query.js';
import type { IntakePlan, Verdict } from './intake-plan.js';

/** Writes a plan: one statement per table, however many mails it holds. */
export async function writePlan(tx: Tx, plan: IntakePlan): Promise<void> {
  await insertContacts(tx, plan);
  await insertTickets(tx, [...plan.openedTickets.values()]);
  await insertTicketSkills(tx, plan.skills);
  await insertTicketTags(tx, plan.tags);
  await updateStandings(tx, [...plan.changedTickets.values()]);
  await setTicketClocks(tx, [...plan.changedTickets.values()]);
  await insertMessages(tx, plan.messages);
  await insertThreading(tx, plan);
  await insertAttachments(tx, plan);
  await insertSearchDocuments(tx, documents(plan));
  await markBounces(tx, plan);
  await finishReceipts(tx, plan.verdicts);
  await recordEvents(tx, events(plan));
}

function documents(plan: IntakePlan) {
  return plan.messages.map((message) => {
    const ticket = plan.openedTickets.get(message.ticketId);
    const people = [message.from, ...message.to, ...message.cc].map(
      (each) => `${each?.name ?? ''} ${each?.address ?? ''}`,
    );
    const files = plan.attachments.filter((each) => each.messageId === message.id).map((each) => each.name);
    const text = [
      ticket ? String(ticket.number) : '',
      message.subject,
      message.authorName,
      ...people,
      ...files,
      message.text,
    ];
    return {
      messageId: message.id,
      ticketId: message.ticketId,
      seq: message.seq,
      createdAt: message.createdAt,
      words: searchTokens(text.join(' ')),
    };
  });
}

function events(plan: IntakePlan): RecordedEvent[] {
  const system: Actor = { kind: 'system' };
  return [
    ...plan.events.map(({ ticketId, contactId, event }) => ({
      ...event,
      ticketId,
      actor: contactId === null ? system : ({ kind: 'contact', id: contactId } as const),
    })),
    ...plan.bounces.map(({ ticketId, bounce }): RecordedEvent => ({
      type: 'message.bounced',
      payload: {
        messageId: bounce.messageId,
        status: bounce.status,
        action: bounce.action,
        recipient: bounce.recipient,
      },
      actor: system,
      ticketId,
    })),
    ...plan.verdicts
      .filter((verdict) => verdict.outcome === 'suspended')
      .map((verdict): RecordedEvent => ({
        type: 'mail.suspended',
        payload: { receiptId: verdict.receiptId, cause: verdict.cause ?? '' },
        actor: system,
        ticketId: null,
      })),
  ];
}

async function insertContacts(tx: Tx, { contacts, handles }: IntakePlan): Promise<void> {
  if (contacts.length === 0) return;
  await tx.query(
    `insert into contacts (id, name, language, created_at) select id, name, language, "createdAt"
     from jsonb_to_recordset($1::jsonb) as row (id uuid, name text, language text, "createdAt" timestamptz)`,
    [jsonRows(contacts)],
  );
  await tx.query(
    `insert into handles (id, contact_id, kind, value) select id, "contactId", kind, value
     from jsonb_to_recordset($1::jsonb) as row (id uuid, "contactId" uuid, kind text, value text)`,
    [jsonRows(handles)],
  );
}

async function insertThreading(tx: Tx, { participants, mailIds }: IntakePlan): Promise<void> {
  if (participants.length > 0) {
    await tx.query(
      `insert into ticket_participants (ticket_id, address) select "ticketId", address
       from jsonb_to_recordset($1::jsonb) as row ("ticketId" uuid, address text) on conflict do nothing`,
      [jsonRows(participants)],
    );
  }
  if (mailIds.length > 0) {
    await tx.query(
      `insert into mail_ids (inbox_id, value, ticket_id, message_id, kind, created_at)
       select "inboxId", value, "ticketId", "messageId", kind, now()
       from jsonb_to_recordset($1::jsonb) as row ("inboxId" uuid, value text, "ticketId" uuid, "messageId" uuid, kind text)
       on conflict (inbox_id, value, ticket_id) do update set kind = excluded.kind, message_id = excluded.message_id
         where mail_ids.kind = 'quoted' and excluded.kind = 'received'`,
      [jsonRows(mailIds)],
    );
  }
}

async function insertAttachments(tx: Tx, { attachments }: IntakePlan): Promise<void> {
  if (attachments.length === 0) return;
  await tx.query(
    `insert into attachments (id, message_id, position, name, content_type, size_bytes, sha256, content_id, inline, created_at)
     select id, "messageId", position, name, "contentType", "sizeBytes", sha256, "contentId", inline, now()
     from jsonb_to_recordset($1::jsonb) as row (id uuid, "messageId" uuid, position integer, name text, "contentType" text,
       "sizeBytes" bigint, sha256 text, "contentId" text, inline boolean)`,
    [jsonRows(attachments)],
  );
}

/** RFC 3464: `failed` ends a delivery, the rest is only told. A permanent failure (5.x.x) flags the address. */
async function markBounces(tx: Tx, { bounces }: IntakePlan): Promise<void> {
  for (const { bounce } of bounces) {
    if (bounce.action !== 'failed') continue;
    await tx.query(
      `update deliveries set state = 'bounced', error_code = 'mail.bounced', error_detail = $2 where message_id = $1`,
      [bounce.messageId, `${bounce.status} ${bounce.diagnostic}`.trim().slice(0, 1000)],
    );
    if (!bounce.status.startsWith('4')) {
      // Whoever got one of our mails can write a report about it: it says something of its own recipients only.
      await tx.query(
        `update handles set bounced_at = now() where kind = 'email' and value = $1 and exists (
           select 1 from messages where id = $2
             and (to_addresses || cc_addresses) @> jsonb_build_array(jsonb_build_object('address', $1::text)))`,
        [bounce.recipient, bounce.messageId],
      );
    }
  }
}

async function finishReceipts(tx: Tx, verdicts: readonly Verdict[]): Promise<void> {
  if (verdicts.length === 0) return;
  await tx.query(
    `update mail_receipts r set outcome = row.outcome, cause = row.cause, ticket_id = row."ticketId", message_id = row."messageId",
       from_address = row."fromAddress", subject = row.subject, steps = row.steps, understood_at = now(), claimed_by = null,
       claimed_until = null, detail = null
     from jsonb_to_recordset($1::jsonb) as row ("receiptId" uuid, outcome text, cause text, "ticketId" uuid,
       "messageId" uuid, "fromAddress" text, subject text, steps jsonb) where r.id = row."receiptId"`,
    [jsonRows(verdicts)],
  );
}
