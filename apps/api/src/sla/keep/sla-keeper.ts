import type { Logger } from 'pino';
import type { Tx } from '../../database/database.js';
import type { DurableHandler } from '../../events/durable-handler.js';
import type { StoredEvent } from '../../events/domain-events.js';
import { followedTypes } from './follow-events.js';
import { keepClocks } from './keep-clocks.js';
import { lockStandings } from './sla-standing.query.js';
import type { TermsBook } from './terms-book.js';

/** What only says what was done about a clock changes no clock. */
const told: readonly string[] = ['ticket.sla_breached', 'ticket.escalated'];

/** Keeps the clocks of every ticket to which something has happened. Intake and agents wait for none of it. */
export class SlaKeeper implements DurableHandler {
  readonly name = 'sla';
  readonly types = followedTypes.filter((type) => !told.includes(type));

  constructor(
    private readonly terms: TermsBook,
    private readonly logger: Logger,
  ) {}

  async handle(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
    const ticketIds = [...new Set(events.flatMap((event) => (moves(event) && event.ticketId) || []))];
    if (ticketIds.length === 0) return;
    const history = await this.terms.read(tx);
    await lockStandings(tx, ticketIds);
    await keepClocks(tx, ticketIds, { history, logger: this.logger });
  }
}

function moves({ payload }: StoredEvent): boolean {
  return !(payload['kind'] === 'note' || payload['automatic'] === true);
}
