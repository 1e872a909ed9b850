import { Injectable } from '@nestjs/common';
import type { TicketPromises } from '@diwan/contracts';
import { breachedAtBy, explainClock, hoursOf, slaPausesOf, type SlaClock, type SlaPause } from '@diwan/tickets';
import { canSee, visibilityOf, type Caller } from '../../auth/caller.js';
import { Database } from '../../database/database.js';
import { notFound } from '../../http/api-error.js';
import { findTicket } from '../../tickets/ticket.repository.js';
import {
  followEvents,
  followUnpromised,
  isNeverOpen,
  termsOf,
  type Followed,
  type Match,
} from '../keep/follow-events.js';
import { nothingChosen } from '../keep/kept-clocks.js';
import { listFollowedEvents, readFacts, readKept, type EventRow } from '../keep/sla-standing.query.js';
import { TermsBook } from '../keep/terms-book.js';
import { matchPolicy, type TermsHistory } from '../keep/terms-history.js';
import { presentClock } from './present-clock.js';

@Injectable()
export class PromisesService {
  constructor(
    private readonly database: Database,
    private readonly terms: TermsBook,
  ) {}

  /** Every clock of a ticket with why it is due when it is. */
  async read(caller: Caller, number: number): Promise<TicketPromises> {
    const ticket = await findTicket(this.database, number);
    if (!ticket || !canSee(visibilityOf(caller), ticket)) throw notFound();
    const history = await this.terms.read(this.database);
    const now = await this.now();
    const kept = (await readKept(this.database, [ticket.id])).get(ticket.id)?.kept;
    if (!kept) return { policy: null, timeZone: 'UTC', clocks: [], at: now.toISOString() };
    const { policy, calendar } = termsOf(kept, history);
    const pauses = await this.pausesOf(ticket.id, history);
    const explain = (clock: SlaClock) =>
      presentClock(
        { ...clock, breachedAt: breachedAtBy(clock, now) },
        explainClock(clock, clock.target === 'resolution' ? pauses : [], {
          hours: hoursOf({ policy, calendar }),
          calendar,
          now,
        }),
      );
    return {
      policy: policy && { id: policy.id, name: policy.name },
      timeZone: history.of(kept.revision).hours.timeZone,
      clocks: kept.clocks.clocks.map(explain),
      at: now.toISOString(),
    };
  }

  /** The clocks are stored, their pauses are not: they are told by the ticket's whole history, which is read for one. */
  private async pausesOf(ticketId: string, history: TermsHistory): Promise<SlaPause[]> {
    const events = await listFollowedEvents(this.database, [{ ticketId, lastEventId: '0' }]);
    const facts = (await readFacts(this.database, [ticketId], { withText: history.readsWords })).get(ticketId);
    const openedAt = events[0]?.at ?? new Date();
    const match: Match = (terms, chosen) => (facts ? matchPolicy(terms, { ...facts, openedAt }, chosen) : null);
    const { facts: followed } = this.follow(events, { history, match });
    return slaPausesOf(followed, match(history.at(openedAt), nothingChosen));
  }

  private follow(events: readonly EventRow[], by: Parameters<typeof followEvents>[2]): Followed {
    try {
      return followEvents(null, events, by);
    } catch (error) {
      if (!isNeverOpen(error)) throw error;
      return followUnpromised(null, events, by.history);
    }
  }

  private async now(): Promise<Date> {
    const [row] = await this.database.query<{ now: Date }>('select now()');
    return row?.now ?? new Date();
  }
}
