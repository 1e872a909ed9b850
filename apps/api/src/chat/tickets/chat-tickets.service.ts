import { Injectable } from '@nestjs/common';
import type { TicketChat, TicketDetails } from '@diwan/contracts';
import { solveTicket, type Ticket } from '@diwan/tickets';
import { actorOf, canSee, visibilityOf, type Caller } from '../../auth/caller.js';
import { Database, type Tx } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { notFound } from '../../http/api-error.js';
import { findTicket } from '../../tickets/ticket.repository.js';
import { TicketsService } from '../../tickets/tickets.service.js';
import { endSessions, findTicketChat } from './ticket-chat.query.js';

/** A chat from the side of the agents. */
@Injectable()
export class ChatTicketsService {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
  ) {}

  /** @throws ApiError request.not_found for a ticket that is no chat, and for one that the caller may not see */
  async read(caller: Caller, number: number): Promise<TicketChat> {
    const ticket = await findTicket(this.database, number);
    const chat = ticket && canSee(visibilityOf(caller), ticket) ? await findTicketChat(this.database, ticket.id) : null;
    if (!chat) throw notFound();
    return chat;
  }

  /** Solves the ticket for good: what the visitor writes after this is a new one. */
  end(caller: Caller, asked: { number: number; version: number }): Promise<TicketDetails> {
    return this.tickets.change(caller, asked, async (ticket, now, tx) => {
      if (ticket.channel !== 'chat') throw notFound();
      await this.endVisit(tx, caller, ticket);
      return solveTicket(ticket, caller.agent.id, now);
    });
  }

  private async endVisit(tx: Tx, caller: Caller, ticket: Ticket): Promise<void> {
    if (!(await endSessions(tx, ticket.id))) return;
    const by = { actor: actorOf(caller), address: caller.address, ticketId: ticket.id };
    await recordEvent(tx, { type: 'chat.ended', payload: { by: 'agent' } }, by);
  }
}
