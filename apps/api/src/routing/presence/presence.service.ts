import { Injectable } from '@nestjs/common';
import type { DeclarePresence, Presence } from '@diwan/contracts';
import { assignTicket } from '@diwan/tickets';
import { lockActiveAgent } from '../../agents/agent.query.js';
import { actorOf, visibilityOf, type Caller } from '../../auth/caller.js';
import { Database, type Queryable, type Tx } from '../../database/database.js';
import { notFound } from '../../http/api-error.js';
import { lockTickets, storeChange } from '../../tickets/ticket.repository.js';
import { changePresence } from './change-presence.js';
import { answerableTicketIds, beatHearts, findPresence, presentPresence, servesOneOf } from './presence.query.js';

@Injectable()
export class PresenceService {
  constructor(private readonly database: Database) {}

  readOwn(caller: Caller): Promise<Presence> {
    return readPresence(this.database, caller.agent.id);
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
    const { channels, state, openWork } = declaration;
    const by = { actor: actorOf(caller), address: caller.address };
    const awayFor = await changePresence(tx, { agentId, ...declaration }, by);
    if (state !== 'available' && openWork === 'return') {
      for (const ticket of await lockTickets(tx, await answerableTicketIds(tx, agentId, channels))) {
        await storeChange(tx, assignTicket(ticket, null, { cause: 'agent_away', ...(awayFor && { awayFor }) }), by);
      }
    }
    return readPresence(tx, agentId);
  }
}

export async function readPresence(database: Queryable, agentId: string): Promise<Presence> {
  const row = await findPresence(database, agentId);
  if (!row) throw notFound();
  return presentPresence(row);
}

/** Managers and admins lead everybody, leads those with whom they share a queue: whom they see on the board. */
export async function leads(tx: Tx, caller: Caller, agentId: string): Promise<boolean> {
  const visibility = visibilityOf(caller);
  return visibility.all || servesOneOf(tx, agentId, visibility.queueIds);
}
