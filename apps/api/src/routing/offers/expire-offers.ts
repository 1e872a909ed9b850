import { system } from '@diwan/tickets';
import type { Database, Tx } from '../../database/database.js';
import { recordEvent, recordEvents } from '../../events/event.repository.js';
import { writePresence } from '../presence/presence.query.js';
import { passed, rememberPassed, takeExpiredOffers, type TakenOffer } from './offer.query.js';

const batchSize = 200;

/**
 * Offers that nobody answered in time go back to the head of their queue, and who let them go by is `not_responding` on
 * that channel until they say otherwise. An offer expires once, however many workers look.
 */
export async function expireOffers(database: Database): Promise<void> {
  let expired = batchSize;
  while (expired === batchSize) {
    expired = await database.transaction(async (tx) => {
      const offers = await takeExpiredOffers(tx, batchSize);
      if (offers.length === 0) return 0;
      // What somebody else took meanwhile was let go by nobody.
      const missed = offers.filter((offer) => offer.stands);
      await rememberPassed(tx, missed);
      await recordEvents(
        tx,
        missed.map((offer) => passed(offer, 'timed_out', system)),
      );
      for (const offer of missed) await markNotResponding(tx, offer);
      return offers.length;
    });
  }
}

async function markNotResponding(tx: Tx, { agentId, channel }: TakenOffer): Promise<void> {
  await writePresence(tx, agentId, { channels: [channel], state: 'not_responding', reason: null, until: null });
  await recordEvent(
    tx,
    {
      type: 'agent.presence_changed',
      payload: { id: agentId, channels: [channel], state: 'not_responding', reason: null },
    },
    { actor: system },
  );
}
