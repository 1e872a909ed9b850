import { Injectable } from '@nestjs/common';
import type { TagTicket, TicketDetails } from '@diwan/contracts';
import { tagTicket, type Tag } from '@diwan/tickets';
import { actorOf, type Caller } from '../auth/caller.js';
import { Database, type Tx } from '../database/database.js';
import { recordEvents } from '../events/event.repository.js';
import { ApiError } from '../http/api-error.js';
import { lockVisibleTicket } from '../tickets/lock-visible-ticket.js';
import { TicketsService } from '../tickets/tickets.service.js';
import { holdNamedTags, holdTags } from './tag.query.js';
import { assertReadable } from './tags.service.js';
import { deleteTicketTags, insertTicketTags, listTagsOf } from './ticket-tag.query.js';

@Injectable()
export class TicketTagsService {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
  ) {}

  /**
   * Needs no version: two who tag at once both get what they want, and nobody's screen is behind because of it.
   * @throws ApiError tag.unknown; TicketError ticket.closed
   */
  async change(caller: Caller, number: number, { addIds, addNames, removeIds }: TagTicket): Promise<TicketDetails> {
    assertReadable(...addNames);
    await this.database.transaction(async (tx) => {
      const ticket = await lockVisibleTicket(tx, caller, number);
      const known = await holdTags(tx, addIds);
      const unknown = addIds.filter((id) => !known.some((tag) => tag.id === id));
      if (unknown.length > 0) throw new ApiError('tag.unknown', { ids: unknown });
      const { tags, made } = await holdNamedTags(tx, addNames);
      const current = (await listTagsOf(tx, [ticket.id])).get(ticket.id) ?? [];
      const change = { add: [...known, ...tags], remove: removeIds, cause: 'agent' as const };
      const { tags: after, events } = tagTicket(ticket, current, change);
      await store(tx, ticket.id, { current, after });
      const actor = actorOf(caller);
      await recordEvents(
        tx,
        [
          ...made.map((tag) => ({ type: 'tag.created' as const, payload: tag, ticketId: null, actor })),
          ...events.map((event) => ({ ...event, ticketId: ticket.id, actor })),
        ],
        caller.address,
      );
    });
    return this.tickets.read(caller, number);
  }
}

type Tags = { current: readonly Tag[]; after: readonly Tag[] };

async function store(tx: Tx, ticketId: string, { current, after }: Tags): Promise<void> {
  const without = (list: readonly Tag[], others: readonly Tag[]): Tag[] =>
    list.filter(({ id }) => !others.some((other) => other.id === id));
  await deleteTicketTags(
    tx,
    ticketId,
    without(current, after).map(({ id }) => id),
  );
  await insertTicketTags(
    tx,
    without(after, current).map((tag) => ({ ticketId, tag })),
  );
}
