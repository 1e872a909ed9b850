import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import { keepClocks } from './keep-clocks.js';
import { lockBehind } from './sla-standing.query.js';
import type { TermsBook } from './terms-book.js';

const batchSize = 500;

/** After policies or hours were edited: running clocks go over to the new ones, batch by batch. */
export async function followTerms(
  database: Database,
  { terms, logger, isStopped = () => false }: { terms: TermsBook; logger: Logger; isStopped?: () => boolean },
): Promise<void> {
  let taken = batchSize;
  while (taken === batchSize && !isStopped()) {
    taken = await database.transaction(async (tx) => {
      const history = await terms.read(tx);
      const ticketIds = await lockBehind(tx, history.revision, batchSize);
      await keepClocks(tx, ticketIds, { history, logger });
      return ticketIds.length;
    });
  }
}
