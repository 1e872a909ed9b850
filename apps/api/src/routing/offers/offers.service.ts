import { Injectable } from '@nestjs/common';
import type { Offer } from '@diwan/contracts';
import { assignTicket } from '@diwan/tickets';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database } from '../../database/database.js';
import { recordEvents } from '../../events/event.repository.js';
import { ApiError } from '../../http/api-error.js';
import { lockTickets, storeChange } from '../../tickets/ticket.repository.js';
import { listOffersTo, passed, rememberPassed, takeOffer } from './offer.query.js';

@Injectable()
export class OffersService {
  constructor(private readonly database: Database) {}

  list(caller: Caller): Promise<Offer[]> {
    return listOffersTo(this.database, caller.agent.id);
  }

  /** The ticket becomes the agent's, unless the time is up or somebody else took or closed it meanwhile. */
  async accept(caller: Caller, number: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const offer = await takeOffer(tx, number, caller.agent.id);
      const [ticket] = offer ? await lockTickets(tx, [offer.ticketId]) : [];
      if (!offer?.stands || !ticket || ticket.assigneeId !== null) throw new ApiError('offer.gone');
      const change = assignTicket(ticket, caller.agent.id, { cause: 'offer_accepted', reason: offer.reason });
      await storeChange(tx, change, { actor: actorOf(caller), address: caller.address });
    });
  }

  /** The ticket goes back to the head of its queue and is not offered to this agent again while it waits. */
  async decline(caller: Caller, number: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const offer = await takeOffer(tx, number, caller.agent.id);
      if (!offer) throw new ApiError('offer.gone');
      await rememberPassed(tx, [offer]);
      await recordEvents(tx, [passed(offer, 'declined', actorOf(caller))], caller.address);
    });
  }
}
