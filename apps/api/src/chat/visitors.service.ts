import { Injectable } from '@nestjs/common';
import type { ChatPage } from '@diwan/contracts';
import type { Actor } from '@diwan/tickets';
import { Database } from '../database/database.js';
import { jsonRows, storableText } from '../database/json-rows.js';
import { recordEvent } from '../events/event.repository.js';
import type { Identity } from './identity/verify-identity.js';

type Session = { id: string; ticketId: string; contactId: string };

const openSession = `select c.id, c.ticket_id as "ticketId", v.contact_id as "contactId"
  from chat_sessions c join chat_visitors v on v.id = c.visitor_id where v.id = $1`;

/** What visitors say and do besides writing. Those who have not written yet are nobody: it is left alone. */
@Injectable()
export class VisitorsService {
  constructor(private readonly database: Database) {}

  async setPage(visitorId: string, page: ChatPage): Promise<void> {
    await this.database.query('update chat_sessions set page = $2 where visitor_id = $1 and ended_at is null', [
      visitorId,
      jsonRows(page),
    ]);
  }

  /** Claims of a stranger: they name a contact of their own, never one that somebody else is. */
  setDetails(
    visitorId: string,
    { name, email }: { name?: string | undefined; email?: string | undefined },
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [visitor] = await tx.query<{ contactId: string }>(
        // What the page's own server has proven is not overwritten by a claim.
        `update chat_visitors set email = coalesce($2, email) where id = $1 and subject is null returning contact_id as "contactId"`,
        [visitorId, email?.toLowerCase() ?? null],
      );
      if (!visitor) return;
      if (name) {
        await tx.query('update contacts set name = $2 where id = $1', [visitor.contactId, storableText(name)]);
      }
      const [session] = await tx.query<Session>(`${openSession} and c.ended_at is null`, [visitorId]);
      const changed = [...(name ? ['name'] : []), ...(email ? ['email'] : [])];
      if (!session || changed.length === 0) return;
      await recordEvent(tx, { type: 'chat.visitor_updated', payload: { changed } }, by(session));
    });
  }

  /** The page's own server says it anew with every proof. */
  async setProven(visitorId: string, { name, email }: Pick<Identity, 'name' | 'email'>): Promise<void> {
    await this.database.query(
      `with visitor as (update chat_visitors set email = coalesce($3, email) where id = $1 returning contact_id)
       update contacts c set name = coalesce($2, c.name) from visitor where c.id = visitor.contact_id`,
      [visitorId, name === null ? null : storableText(name), email],
    );
  }

  end(visitorId: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [session] = await tx.query<Session>(`${openSession} and c.ended_at is null for update of c`, [visitorId]);
      if (!session) return;
      await tx.query('update chat_sessions set ended_at = now() where id = $1', [session.id]);
      await recordEvent(tx, { type: 'chat.ended', payload: { by: 'visitor' } }, by(session));
    });
  }

  /** Once; another rating replaces it. */
  rate(
    visitorId: string,
    { conversationId, score, text }: { conversationId: string; score: number; text: string },
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [session] = await tx.query<Session>(`${openSession} and c.ticket_id = $2 for update of c`, [
        visitorId,
        conversationId,
      ]);
      if (!session) return;
      await tx.query('update chat_sessions set rating = $2, rating_text = $3 where id = $1', [
        session.id,
        score,
        storableText(text),
      ]);
      await recordEvent(tx, { type: 'chat.rated', payload: { score } }, by(session));
    });
  }
}

function by({ contactId, ticketId }: Session): { actor: Actor; ticketId: string } {
  return { actor: { kind: 'contact', id: contactId }, ticketId };
}
