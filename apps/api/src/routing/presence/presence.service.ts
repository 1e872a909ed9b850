import { Injectable } from '@nestjs/common';
import type { DeclarePresence, Presence } from '@diwan/contracts';
import { assignTicket } from '@diwan/tickets';
import { lockActiveAgent } from '../../agents/agent.query.js';
import { actorOf, visibilityOf, type Caller } from '../../auth/caller.js';
import { Database, type Queryable, type Tx } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { notFound } from '../../http/api-error.js';
import { lockTickets, storeChange } from '../../tickets/ticket.repository.js';
import { withdrawOffersTo } from '../offers/offer.query.js';
import {
  answerableTicketIds,
  beatHearts,
  findPresence,
  getChannelWeights,
  presentPresence,
  servesOneOf,
  writePresence,
} from './presence.query.js';

@Injectable()
export class PresenceService {
  constructor(private readonly database: Database) {}

  readOwn(caller: Caller): Promise<Presence> {
    return read(this.database, caller.agent.id);
  }

  /** One's own state. A declaration is a sign of life, too: work may come before the next heartbeat. */
  declareOwn(caller: Caller, declaration: DeclarePresence): Promise<Presence> {
    return this.database.transaction(async (tx) => {
      await beatHearts(tx, [caller.agent.id]);
      return this.declare(tx, caller, { agentId: caller.agent.id, declaration });
    });
  }

  /** A lead sets somebody's state, for example of who went home without a word. */
  declareFor(caller: Caller, agentId: string, declaration: DeclarePresence): Promise<Presence> {
    return this.database.transaction(async (tx) => {
      if (!(await lockActiveAgent(tx, agentId)) || !(await leads(tx, caller, agentId))) throw notFound();
      return this.declare(tx, caller, { agentId, declaration });
    });
  }

  private async declare(
    tx: Tx,
    caller: Caller,
    { agentId, declaration }: { agentId: string; declaration: DeclarePresence },
  ): Promise<Presence> {
    const { channels, state, reason, openWork } = declaration;
    const by = { actor: actorOf(caller), address: caller.address };
    await writePresence(tx, agentId, declaration);
    await recordEvent(
      tx,
      {
        type: 'agent.presence_changed',
        payload: { id: agentId, channels, state, reason: state === 'away' ? reason : null },
      },
      by,
    );
    if (state !== 'available') {
      await withdrawOffersTo(tx, agentId, { channels, by });
      if (openWork === 'return') {
        for (const ticket of await lockTickets(tx, await answerableTicketIds(tx, agentId, channels))) {
          await storeChange(tx, assignTicket(ticket, null, { cause: 'agent_away' }), by);
        }
      }
    }
    return read(tx, agentId);
  }
}

async function read(database: Queryable, agentId: string): Promise<Presence> {
  const row = await findPresence(database, agentId);
  if (!row) throw notFound();
  return presentPresence(row, await getChannelWeights(database));
}

/** Managers and admins lead everybody, leads those with whom they share a queue: whom they see on the board. */
async function leads(tx: Tx, caller: Caller, agentId: string): Promise<boolean> {
  const visibility = visibilityOf(caller);
  return visibility.all || servesOneOf(tx, agentId, visibility.queueIds);
}
