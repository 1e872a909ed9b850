import type { Ticket } from '@diwan/tickets';
import { canSee, visibilityOf, type Caller } from '../auth/caller.js';
import type { Tx } from '../database/database.js';
import { notFound } from '../http/api-error.js';
import { lockTicket } from './ticket.repository.js';

/** The ticket locked until commit, if the caller may see it; otherwise the answer is the same as for none. */
export async function lockVisibleTicket(tx: Tx, caller: Caller, number: number): Promise<Ticket> {
  const ticket = await lockTicket(tx, number);
  if (!ticket || !canSee(visibilityOf(caller), ticket)) throw notFound();
  return ticket;
}
