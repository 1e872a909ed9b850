import { dueClocksOf, hoursOf, soonestDue, system, workingTimeOf, type DueClock, type SlaClock } from '@diwan/tickets';
import type { Logger } from 'pino';
import type { Tx } from '../../database/database.js';
import { recordEvents } from '../../events/event.repository.js';
import { writeDueClocks, writeDueTimes } from './due.query.js';
import { followEvents, followUnpromised, isNeverOpen, termsOf, type Followed, type Match } from './follow-events.js';
import {
  listFollowedEvents, readFacts, readKept, writeKept, type EventRow, type KeptStanding,
} from './sla-standing.query.js'; // prettier-ignore
import { choosingTypes } from './chosen.js';
import { matchPolicy, type TermsHistory, type TicketFacts } from './terms-history.js';

export type Keeping = { history: TermsHistory; logger: Logger };
type Facts = Omit<TicketFacts, 'openedAt'>;
type Work = { ticketId: string; known: KeptStanding | undefined; events: EventRow[] };
type Done = KeptStanding & { soonest: SlaClock | null; clocks: DueClock[] };

/**
 * Brings the clocks of tickets whose standings this transaction holds up to now: their own new events and new terms, all
 * tickets at once. Read by ticket and id, which is the order in which they were written, not by their place in the feed.
 */
export async function keepClocks(tx: Tx, ticketIds: readonly string[], keeping: Keeping): Promise<void> {
  if (ticketIds.length === 0) return;
  const known = await readKept(tx, ticketIds);
  const places = ticketIds.map((ticketId) => ({ ticketId, lastEventId: known.get(ticketId)?.lastEventId ?? '0' }));
  const events = byTicket(await listFollowedEvents(tx, places));
  const work = ticketIds
    .map((ticketId): Work => ({ ticketId, known: known.get(ticketId), events: events.get(ticketId) ?? [] }))
    .filter((each) => each.events.length > 0 || isBehind(each, keeping.history));
  if (work.length === 0) return;
  const facts = await factsOf(tx, work, keeping.history);
  const done = work.map((each) => follow(each, facts.get(each.ticketId), keeping));
  await writeKept(tx, done);
  const due = done.map(({ ticketId, soonest, clocks }) => ({ ticketId, dueAt: soonest?.dueAt ?? null, clocks }));
  await writeDueClocks(tx, due);
  await tellOfDueTimes(tx, done, await writeDueTimes(tx, due));
}

function byTicket(events: readonly EventRow[]): Map<string, EventRow[]> {
  const grouped = new Map<string, EventRow[]>();
  for (const event of events) {
    const own = grouped.get(event.ticketId);
    if (own) own.push(event);
    else grouped.set(event.ticketId, [event]);
  }
  return grouped;
}

function isBehind({ known }: Work, history: TermsHistory): boolean {
  return known !== undefined && known.kept.revision < history.revision;
}

/** Only tickets that are matched now are looked at: new ones, and those of which the terms, tags or policy were changed. */
async function factsOf(tx: Tx, work: readonly Work[], history: TermsHistory): Promise<Map<string, Facts>> {
  const isMatched = (each: Work): boolean =>
    !each.known || isBehind(each, history) || each.events.some(({ type }) => choosingTypes.includes(type));
  const matched = work.filter(isMatched).map(({ ticketId }) => ticketId);
  return matched.length === 0 ? new Map() : readFacts(tx, matched, { withText: history.readsWords });
}

function follow({ ticketId, known, events }: Work, facts: Facts | undefined, { history, logger }: Keeping): Done {
  const start = known?.kept ?? null;
  const match = matchOf({ known, events }, facts);
  const lastEventId = events.at(-1)?.id ?? known?.lastEventId ?? '0';
  const finish = ({ kept }: Followed): Done => ({ ticketId, lastEventId, kept, ...dueOf(kept, history) });
  try {
    return finish(followEvents(start, events, { history, match }));
  } catch (error) {
    if (!isNeverOpen(error)) throw error;
    logger.warn({ ticketId, code: error.code }, 'nothing can be promised: business hours never open');
    return finish(followUnpromised(start, events, history));
  }
}

function matchOf({ known, events }: Omit<Work, 'ticketId'>, facts: Facts | undefined): Match {
  const openedAt = known?.kept.clocks.clocks[0]?.startedAt ?? events[0]?.at ?? new Date();
  return (terms, chosen) => (facts ? matchPolicy(terms, { ...facts, openedAt }, chosen) : null);
}

function dueOf(kept: Done['kept'], history: TermsHistory): Pick<Done, 'soonest' | 'clocks'> {
  const terms = termsOf(kept, history);
  const time = workingTimeOf(hoursOf(terms), terms.calendar);
  const { clocks } = kept.clocks;
  return { soonest: soonestDue(clocks), clocks: dueClocksOf(clocks, { policy: terms.policy, time, done: kept.done }) };
}

/** Screens hear of a due time as of every other change. */
async function tellOfDueTimes(tx: Tx, done: readonly Done[], changed: readonly string[]): Promise<void> {
  const isChanged = new Set(changed);
  await recordEvents(
    tx,
    done
      .filter(({ ticketId }) => isChanged.has(ticketId))
      .map(({ ticketId, soonest }) => ({
        type: 'ticket.due_changed',
        payload: { target: soonest?.target ?? null, dueAt: soonest?.dueAt?.toISOString() ?? null },
        ticketId,
        actor: system,
      })),
  );
}
