import type { Queryable } from '../database/database.js';
import { notFound } from '../http/api-error.js';
import type { InboxHealth, ListedInbox, StoredInbox } from './inbox.schema.js';

const columns = `id, channel, name, address, sender_name as "senderName", queue_id as "queueId", language,
  accepts_smtp as "acceptsSmtp", settings, secrets, enabled,
  business_hours as "businessHours", answers_out_of_hours as "answersOutOfHours", health, version, created_at as "createdAt"`;

export async function loadInbox(database: Queryable, id: string): Promise<StoredInbox | null> {
  const [row] = await database.query<StoredInbox>(`select ${columns} from inboxes where id = $1`, [id]);
  return row ?? null;
}

/** Until commit: of two who save at once the second builds on the first, and the version grows twice. */
export async function lockInbox(tx: Queryable, id: string): Promise<StoredInbox | null> {
  const [row] = await tx.query<StoredInbox>(`select ${columns} from inboxes where id = $1 for update`, [id]);
  return row ?? null;
}

const listed = `select ${columns}, to_jsonb(s) as sending,
    (select count(*)::int from deliveries d where d.inbox_id = i.id and d.state in ('queued', 'sending')) as queued
  from inboxes i left join lateral (
    select last_success_at as "lastSuccessAt", failing_since as "failingSince", error_code as code, error_detail as detail
    from sending_health where inbox_id = i.id
  ) s on true`;

export function listInboxes(database: Queryable): Promise<ListedInbox[]> {
  return database.query<ListedInbox>(`${listed} order by name, id`);
}

/** @throws when it is gone. */
export async function getListedInbox(database: Queryable, id: string): Promise<ListedInbox> {
  const [row] = await database.query<ListedInbox>(`${listed} where id = $1`, [id]);
  if (!row) throw notFound();
  return row;
}

/** The inbox that takes mail for this address by SMTP. */
export async function findSmtpInbox(database: Queryable, address: string): Promise<string | null> {
  const [row] = await database.query<{ id: string }>(
    `select id from inboxes where channel = 'email' and address = $1 and accepts_smtp and enabled`,
    [address],
  );
  return row?.id ?? null;
}

export async function saveInboxHealth(database: Queryable, id: string, health: InboxHealth): Promise<void> {
  await database.query('update inboxes set health = $2 where id = $1', [id, JSON.stringify(health)]);
}
