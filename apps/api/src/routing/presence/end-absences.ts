import type { PresenceState, ChannelKind } from '@diwan/tickets';
import { system } from '@diwan/tickets';
import type { Database, Tx } from '../../database/database.js';
import { recordEvents } from '../../events/event.repository.js';

const batchSize = 200;

/**
 * Whoever was said to be absent until now is again what they were before, once, however many workers look, and only where
 * nobody has said anything else since. It promises nothing of who is not there: routing asks for a sign of life, too. Left
 * away, they would sit beside the tickets that come back at the same time and be given nothing new.
 */
export async function endAbsences(database: Database): Promise<void> {
  let ended = batchSize;
  while (ended === batchSize) {
    ended = await database.transaction(async (tx) => {
      const rows = await bringBack(tx, batchSize);
      await recordEvents(tx, eventsOf(rows));
      return rows.length;
    });
  }
}

type Returned = {
  id: string;
  channel: ChannelKind;
  state: PresenceState;
  reason: string | null;
  reasonName: string | null;
};

/** Any other declaration has put `until` to another time or to null: then there is nothing to do here. */
function bringBack(tx: Tx, limit: number): Promise<Returned[]> {
  return tx.query<Returned>(
    `with due as (
       select agent_id, channel from presences where until <= now() and return_state is not null
       order by agent_id, channel limit $1 for update skip locked
     ), returned as (
       update presences p set state = return_state, reason = return_reason, since = now(),
         until = null, return_state = null, return_reason = null,
         expected_at = until, declared_by = null, keeps_tickets = false
       from due where (p.agent_id, p.channel) = (due.agent_id, due.channel)
       returning p.agent_id, p.channel, p.state, p.reason
     )
     select r.agent_id as id, r.channel, r.state, r.reason, a.name as "reasonName"
     from returned r left join away_reasons a on a.key = r.reason order by r.agent_id, r.channel`,
    [limit],
  );
}

/** One of each agent and state, as when somebody declares it. */
function eventsOf(rows: readonly Returned[]) {
  const same = new Map<string, Returned[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.id, row.state, row.reason]);
    same.set(key, [...(same.get(key) ?? []), row]);
  }
  return [...same.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const { channel: _, ...presence } = first;
    const payload = {
      ...presence,
      channels: alike.map(({ channel }) => channel),
      until: null,
      cause: 'until' as const,
    };
    return [{ type: 'agent.presence_changed' as const, payload, ticketId: null, actor: system }];
  });
}
