import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/database.js';
import type { InboxSettings } from '../inboxes/inbox.schema.js';

export type AnInbox = { id: string; queueId: string; address: string };
type Wanted = {
  address?: string;
  language?: string;
  authservId?: string;
  smtp?: InboxSettings['smtp'];
  acceptsSmtp?: boolean;
};

/** An inbox with a queue of its own; the address is unique unless given. */
export async function anInbox(database: Queryable, wanted: Wanted = {}): Promise<AnInbox> {
  const [id, queueId] = [uuidv7(), uuidv7()];
  const address = wanted.address ?? `support-${id.slice(-8)}@diwan.test`;
  const settings: InboxSettings = { imap: null, smtp: wanted.smtp ?? null, authservId: wanted.authservId ?? '' };
  await database.query('insert into queues (id, name, created_at) values ($1, $2, now())', [
    queueId,
    `Queue ${queueId}`,
  ]);
  await database.query(
    `insert into inboxes (id, channel, name, address, sender_name, queue_id, language, accepts_smtp, settings, created_at)
     values ($1, 'email', $2, $3, 'Diwan Support', $4, $5, $6, $7, now())`,
    [
      id,
      `Inbox ${id}`,
      address,
      queueId,
      wanted.language ?? 'en',
      wanted.acceptsSmtp ?? false,
      JSON.stringify(settings),
    ],
  );
  return { id, queueId, address };
}

/** The organisation's one row, as it is after set-up. */
export async function anOrganisation(database: Queryable, acknowledgeNewTickets = true): Promise<void> {
  await database.query(
    `insert into organisations (id, name, language, calendar, digits, time_zone, week_start, weekend, acknowledge_new_tickets, set_up_at)
     values (1, 'Diwan', 'en', 'gregory', 'latn', 'UTC', 1, '{6,7}', $1, now())
     on conflict (id) do update set acknowledge_new_tickets = excluded.acknowledge_new_tickets`,
    [acknowledgeNewTickets],
  );
}
