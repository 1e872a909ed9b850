import { system, type SlaTarget } from '@diwan/tickets';
import type { Logger } from 'pino';
import type { Database, Tx } from '../../database/database.js';
import type { RecordedEvent } from '../../events/domain-events.js';
import { recordEvents } from '../../events/event.repository.js';
import { keepClocks } from '../keep/keep-clocks.js';
import type { TermsBook } from '../keep/terms-book.js';
import { listUnkept, lockDueTickets, takeDue, type DueRow } from './due-clocks.query.js';
import { takeSteps } from './take-steps.js';

const batchSize = 1_000;

export type Firing = { terms: TermsBook; logger: Logger; isStopped?: () => boolean };

/**
 * Tells of every breach and takes every step whose time has come, exactly once: the clock's row goes and the event comes in
 * one transaction that holds the ticket's standing. A reply that was written in time, but not read by the keeper yet, is
 * read here first.
 */
export async function fireSlaClocks(database: Database, { isStopped = () => false, ...firing }: Firing): Promise<void> {
  const fire = (): Promise<number> => database.transaction((tx) => fireBatch(tx, firing));
  if ((await fire()) < batchSize) return;
  // Many are due at once: while one batch waits for the disk, another is taken.
  const lane = async (): Promise<void> => {
    let taken = batchSize;
    while (taken > 0 && !isStopped()) taken = await fire();
  };
  await Promise.all([lane(), lane()]);
}

async function fireBatch(tx: Tx, { terms, logger }: Firing): Promise<number> {
  const ticketIds = await lockDueTickets(tx, batchSize);
  if (ticketIds.length === 0) return 0;
  const history = await terms.read(tx);
  await keepClocks(tx, await listUnkept(tx, ticketIds, history.revision), { history, logger });
  const due = await takeDue(tx, ticketIds);
  const isStep = ({ kind }: DueRow): boolean => kind.startsWith('escalation:');
  await recordEvents(tx, due.filter((each) => !isStep(each)).map(breachOf));
  await takeSteps(tx, due.filter(isStep), history);
  return ticketIds.length;
}

function breachOf({ ticketId, kind, dueAt }: DueRow): RecordedEvent {
  return {
    type: 'ticket.sla_breached',
    payload: { target: kind as SlaTarget, dueAt: dueAt.toISOString() },
    ticketId,
    actor: system,
  };
}
