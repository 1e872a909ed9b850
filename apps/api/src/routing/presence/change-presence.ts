import type { AwayReason, ChannelPresence } from '@diwan/contracts';
import type { Actor, AwayFor, ChannelKind } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { InvalidRequest } from '../../http/contract.pipe.js';
import { holdAwayReason } from '../away-reasons/away-reason.query.js';
import { withdrawOffersTo } from '../offers/offer.query.js';
import { writePresence } from './presence.query.js';

type Wanted = {
  agentId: string;
  channels: readonly ChannelKind[];
  state: ChannelPresence['state'];
  /** Key of an away reason. */
  reason: string | null;
  until?: string | null;
  /** What wakes up waits for them although there is no sign of life. */
  keepsTickets?: boolean;
};

const noReason = { key: null, name: null };

/**
 * Writes down that somebody is there or not, with its event, and takes back what is being offered to whoever is not.
 * Answers the reason as it is called now: what happened keeps that name. @throws InvalidRequest for a reason not on offer
 */
export async function changePresence(
  tx: Tx,
  { agentId, channels, state, reason: key, until: wanted = null, keepsTickets = false }: Wanted,
  by: { actor: Actor; address: string },
): Promise<AwayFor | null> {
  const isThere = state === 'available';
  const until = isThere ? null : wanted;
  const { key: reason, name: reasonName } = (isThere ? null : await findReason(tx, key)) ?? noReason;
  const declaredBy = by.actor.kind === 'agent' && by.actor.id !== agentId ? by.actor.id : null;
  await writePresence(tx, agentId, { channels, state, reason, until, declaredBy, keepsTickets });
  await recordEvent(
    tx,
    {
      type: 'agent.presence_changed',
      payload: {
        id: agentId,
        channels: [...channels],
        state,
        reason,
        reasonName,
        until,
      },
    },
    by,
  );
  if (!isThere) await withdrawOffersTo(tx, agentId, { channels, by });
  return reason === null ? null : { key: reason, name: reasonName };
}

async function findReason(tx: Tx, key: string | null): Promise<AwayReason | null> {
  if (key === null) return null;
  const reason = await holdAwayReason(tx, key);
  if (!reason || reason.retired) throw new InvalidRequest([{ path: 'reason', code: 'unknown_reason' }]);
  return reason;
}
