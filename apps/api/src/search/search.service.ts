import { Injectable } from '@nestjs/common';
import type { SearchPage, searchTickets } from '@diwan/contracts';
import { queryTokens } from '@diwan/tickets';
import type { z } from 'zod';
import { visibilityOf, type Caller } from '../auth/caller.js';
import { Database } from '../database/database.js';
import { decodeKeyset, pageOfRows } from '../http/keyset.js';
import { presentTicketRow } from '../tickets/present-ticket.js';
import { findTicketRows } from '../tickets/ticket-details.query.js';
import { excerptOf } from './excerpt.js';
import { searchMessages } from './search.query.js';

@Injectable()
export class SearchService {
  constructor(private readonly database: Database) {}

  /** Messages over subject, text, people and file names; newest first, one hit per message. */
  async search(caller: Caller, { q, cursor, limit }: z.output<typeof searchTickets>): Promise<SearchPage> {
    const words = queryTokens(q);
    if (words.length === 0) return { items: [], nextCursor: null };
    const rows = await searchMessages(this.database, {
      words,
      visibility: visibilityOf(caller),
      after: decodeKeyset(cursor),
      limit,
    });
    const page = pageOfRows(rows, limit, (row) => ({ key: row.createdAt.toISOString(), id: row.messageId }));
    const tickets = await findTicketRows(
      this.database,
      [...new Set(page.items.map((row) => row.ticketId))],
      caller.agent.id,
    );
    const byId = new Map(tickets.map((ticket) => [ticket.id, presentTicketRow(ticket)]));
    return {
      items: page.items.flatMap((row) => {
        const ticket = byId.get(row.ticketId);
        return ticket
          ? [{ ticket, seq: row.seq, excerpt: excerptOf(row.text, words), at: row.createdAt.toISOString() }]
          : [];
      }),
      nextCursor: page.nextCursor,
    };
  }
}
