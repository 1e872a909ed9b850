// Tickets to which something was promised, straight into the tables, with a history that began when the spec says.
import type { Actor, SlaTarget, TicketEvent, TicketPriority } from '@diwan/tickets';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Database, Queryable } from '../database/database.js';
import { readFeed } from '../events/event-feed.query.js';
import { fireSlaClocks } from '../sla/fire/fire-sla-clocks.js';
import { SlaKeeper } from '../sla/keep/sla-keeper.js';
import { TermsBook } from '../sla/keep/terms-book.js';
import { lockTerms, recordTerms } from '../sla/keep/terms.query.js';
import type { StoredPolicy } from '../sla/keep/terms-history.js';
import { waitingTickets } from './a-queue.js';
import type { AnInbox } from './an-inbox.js';

export const silent = pino({ level: 'silent' });
const targets = { first_reply: 60, next_reply: 120, resolution: 480 };

/** Around the clock: an hour for the first reply, two for the next, eight in all; urgent: a quarter of that. */
export function aStoredPolicy(differs: Partial<StoredPolicy> = {}): StoredPolicy {
  return {
    id: uuidv7(),
    name: `Policy ${uuidv7()}`,
    conditions: {},
    hours: 'calendar',
    pauseOnHold: true,
    targets: {
      low: { first_reply: null, next_reply: null, resolution: null },
      normal: targets,
      high: targets,
      urgent: { first_reply: 15, next_reply: 30, resolution: 120 },
    },
    escalation: [],
    ...differs,
  };
}

/** These policies, in this order, and no others; since long ago unless told otherwise. */
export async function promise(database: Database, policies: readonly StoredPolicy[], sinceMinutes = 10_000) {
  await database.transaction(async (tx) => {
    await lockTerms(tx);
    await tx.query('delete from sla_policies');
    for (const [
      position,
      { id, name, conditions, hours, pauseOnHold, targets: per, escalation },
    ] of policies.entries()) {
      await tx.query(
        `insert into sla_policies (id, name, position, conditions, hours, pause_on_hold, targets, escalation)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          name,
          position,
          JSON.stringify(conditions),
          hours,
          pauseOnHold,
          JSON.stringify(per),
          JSON.stringify(escalation),
        ],
      );
    }
    await recordTerms(tx);
    await tx.query(
      `update sla_terms set at = now() - $1 * interval '1 minute' where revision = (select max(revision) from sla_terms)`,
      [sinceMinutes],
    );
  });
}

export const sara: Actor = { kind: 'agent', id: '01900000-0000-7000-8000-00000000000a' };
export const contact: Actor = { kind: 'contact', id: '01900000-0000-7000-8000-00000000000c' };

/** Something that happened so many minutes ago. */
export async function happened(
  database: Queryable,
  ticketId: string,
  { ago, by = sara, ...event }: { ago: number; by?: Actor; type: string; payload: Record<string, unknown> },
): Promise<void> {
  await database.query(
    `insert into events (type, ticket_id, actor_kind, actor_id, payload, at)
     values ($1, $2, $3, $4, $5, now() - $6 * interval '1 minute')`,
    [event.type, ticketId, by.kind, by.kind === 'system' ? null : by.id, JSON.stringify(event.payload), ago],
  );
}

const openedEvent: TicketEvent = {
  type: 'ticket.opened',
  payload: { by: 'contact', followUpOfId: null, mayBelongToId: null },
};

/** A ticket that its contact opened so many minutes ago. */
export async function aPromisedTicket(
  database: Queryable,
  inbox: AnInbox,
  { ago = 10, priority = 'normal' as TicketPriority } = {},
): Promise<string> {
  const [id = ''] = await waitingTickets(database, inbox, [{ waitedSeconds: ago * 60, priority }]);
  await happened(database, id, { ago, by: contact, ...openedEvent });
  await wrote(database, id, { ago, by: contact, seq: 1 });
  return id;
}

let messages = 0;

/** A message; answers its id. */
export async function wrote(
  database: Queryable,
  ticketId: string,
  { ago, by = sara, seq = 2 }: { ago: number; by?: Actor; seq?: number },
): Promise<string> {
  const messageId = `message-${++messages}`;
  const kind = by.kind === 'contact' ? 'inbound' : 'outbound';
  await happened(database, ticketId, {
    ago, by, type: 'message.added', payload: { messageId, seq, kind, automatic: false },
  }); // prettier-ignore
  return messageId;
}

export type Keeping = { keep: () => Promise<void>; fire: () => Promise<void>; terms: TermsBook };

/** What the worker does, on demand. */
export function keeping(database: Database): Keeping {
  const terms = new TermsBook();
  const keeper = new SlaKeeper(terms, silent);
  let place = { xid: '0', id: '0' };
  return {
    terms,
    fire: () => fireSlaClocks(database, { terms, logger: silent }),
    keep: () =>
      database.transaction(async (tx) => {
        const { events, next } = await readFeed(tx, place, { limit: 10_000, types: keeper.types });
        place = next;
        await keeper.handle(tx, events);
      }),
  };
}

export type ClockState = {
  instance: number;
  dueAt: string | null;
  endedAt: string | null;
  outcome: string | null;
  breachedAt: string | null;
  usedMs: number;
};

/** The kept clocks of a ticket by their targets. */
export async function clocksOf(database: Queryable, ticketId: string): Promise<Partial<Record<SlaTarget, ClockState>>> {
  const [row] = await database.query<{ clocks: (ClockState & { target: SlaTarget })[] }>(
    `select state->'clocks' as clocks from sla_standings where ticket_id = $1`,
    [ticketId],
  );
  return Object.fromEntries((row?.clocks ?? []).map((clock) => [clock.target, clock]));
}

/** In how many minutes, rounded; below zero when it is past. */
export function minutesUntil(time: string | Date | null | undefined): number | null {
  return time ? Math.round((new Date(time).getTime() - Date.now()) / 60_000) : null;
}

export async function dueRowsOf(database: Queryable, ticketId: string): Promise<Record<string, number | null>> {
  const rows = await database.query<{ kind: string; dueAt: Date }>(
    'select kind, due_at as "dueAt" from clocks where ticket_id = $1 order by kind',
    [ticketId],
  );
  return Object.fromEntries(rows.map(({ kind, dueAt }) => [kind, minutesUntil(dueAt)]));
}

export async function eventsOf(
  database: Queryable,
  ticketId: string,
  type: string,
): Promise<Record<string, unknown>[]> {
  const rows = await database.query<{ payload: Record<string, unknown> }>(
    'select payload from events where ticket_id = $1 and type = $2 order by id',
    [ticketId, type],
  );
  return rows.map(({ payload }) => payload);
}
