import type { TokenAlternatives } from '@diwan/tickets';
import type { Visibility } from '../auth/caller.js';
import type { Queryable } from '../database/database.js';
import type { Keyset } from '../http/keyset.js';
import { Parameters } from '../database/parameters.js';

export type SearchRow = { ticketId: string; seq: number; createdAt: Date; messageId: string; text: string };

const lexeme = (token: string): string => `'${token.replace(/['\\]/g, ' ')}'`;

/** Every word must be found in one of its spellings; the last one, still being typed, by its beginning. */
export function toTsQuery(words: readonly TokenAlternatives[]): string {
  return words
    .map((alternatives, index) => {
      const last = index === words.length - 1;
      const spellings = alternatives.map((tokens) =>
        tokens.map((token) => `${lexeme(token)}${last ? ':*' : ''}`).join(' & '),
      );
      return `(${spellings.join(' | ')})`;
    })
    .join(' & ');
}

type Search = { words: readonly TokenAlternatives[]; visibility: Visibility; after: Keyset | null; limit: number };

/**
 * Messages that hold all words, newest first. The documents are partitioned by quarter and ordered by time, so that the
 * walk ends in the newest partition when that has enough.
 */
export function searchMessages(database: Queryable, { words, visibility, after, limit }: Search): Promise<SearchRow[]> {
  const parameters = new Parameters();
  const conditions = [`d.words @@ ${parameters.add(toTsQuery(words))}::tsquery`];
  if (after) {
    const at = parameters.add(after.key);
    conditions.push(`d.created_at <= ${at}::timestamptz`);
    conditions.push(`(d.created_at, d.message_id) < (${at}::timestamptz, ${parameters.add(after.id)}::uuid)`);
  }
  if (!visibility.all) {
    const queues = `s.queue_id = any(${parameters.add(visibility.queueIds)}::uuid[])`;
    conditions.push(`(${queues} or s.assignee_id = ${parameters.add(visibility.agentId)}::uuid)`);
  }
  return database.query<SearchRow>(
    `select d.ticket_id as "ticketId", d.seq, d.created_at as "createdAt", d.message_id as "messageId", m.text
     from search_documents d
     join ticket_standings s on s.ticket_id = d.ticket_id
     join messages m on m.ticket_id = d.ticket_id and m.seq = d.seq
     where ${conditions.join(' and ')}
     order by d.created_at desc, d.message_id desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
}
