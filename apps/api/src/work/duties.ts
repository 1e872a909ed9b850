import type { INestApplicationContext } from '@nestjs/common';
import type { ReplySigner } from '@diwan/channels';
import type { Logger } from 'pino';
import { continueChatsByMail } from '../chat/mail/continue-by-mail.js';
import { Database } from '../database/database.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { DurableReader } from '../events/durable-handler.js';
import { singleFlight } from '../events/single-flight.js';
import { Wake } from '../events/wake.js';
import { IntakeService } from '../intake/intake.service.js';
import { LOGGER } from '../logging.module.js';
import { AutomaticAnswers } from '../messages/automatic/automatic-answers.js';
import { ensureSearchPartitions } from '../search/search-documents.query.js';
import { REPLY_SIGNER } from '../secrets/secrets.module.js';
import { NotifyOfEscalations } from '../notices/notify-of-escalations.js';
import { ReturnToQueue } from '../routing/assignment/return-to-queue.js';
import { headsPerQueue, routeTickets } from '../routing/assignment/route-tickets.js';
import { runMoves } from '../routing/moves/run-move.js';
import { endAbsences } from '../routing/presence/end-absences.js';
import { expireOffers } from '../routing/offers/expire-offers.js';
import { fireSlaClocks } from '../sla/fire/fire-sla-clocks.js';
import { followTerms } from '../sla/keep/follow-terms.js';
import { SlaKeeper } from '../sla/keep/sla-keeper.js';
import { TermsBook } from '../sla/keep/terms-book.js';
import { beginTerms } from '../sla/keep/terms.query.js';
import { mergeTags } from '../tags/merge-tags.js';
import { closeSolvedTickets } from '../tickets/close-solved-tickets.js';
import { rollUpTicketCounts } from '../tickets/ticket-counts.query.js';
import { purge } from './purge.query.js';

const tickMs = 500;
/** Mail is taken up at once; for what follows one look may serve all commits of this long. */
const lookEveryMs = 25;
const rollUpMs = 2_000;
const deepRoutingMs = 5_000;
const hourlyMs = 3_600_000;

/** What goes on by itself: woken by commits, or by the clock. Each duty may run in any number of workers at once. */
export async function startDuties(app: INestApplicationContext): Promise<{ stop(): Promise<void> }> {
  const database = app.get(Database);
  const wake = app.get(Wake);
  const logger = app.get<Logger>(LOGGER);
  const duty = (name: string, work: () => Promise<unknown>) =>
    singleFlight(
      async () => void (await work()),
      (error) => logger.error({ err: error, duty: name }, 'a duty failed'),
    );

  const intake = app.get(IntakeService);
  const delivery = app.get(DeliveryService);
  const clocks = duty('clocks', () => closeSolvedTickets(database));
  const lost = duty('lost hand-overs', () => delivery.giveUpLost());
  const signer = app.get<ReplySigner>(REPLY_SIGNER);
  const chats = duty('chats', () => continueChatsByMail(database, signer));
  const offers = duty('offers', () => expireOffers(database));
  const absences = duty('absences', () => endAbsences(database));
  const merges = duty('tag merges', () => mergeTags(database));
  const moves = duty('moves', () => runMoves(database));
  const routing = duty('routing', () => routeTickets(database, headsPerQueue));
  // Looks further into queues whose head nobody can take; too dear for every wake-up.
  const deepRouting = duty('deep routing', () => routeTickets(database));
  const terms = app.get(TermsBook);
  const promises = duty('promises', () =>
    fireSlaClocks(database, { terms, logger, isStopped: () => promises.isStopped() }),
  );
  const newTerms = duty('terms', () => followTerms(database, { terms, logger, isStopped: () => newTerms.isStopped() }));
  const rollUp = duty('counts', () => rollUpTicketCounts(database));
  const hourly = duty('hourly', async () => {
    await ensureSearchPartitions(database, new Date());
    await purge(database, () => hourly.isStopped());
  });
  const answers = new DurableReader(database, wake, { handler: app.get(AutomaticAnswers), logger });

  const returns = new DurableReader(database, wake, { handler: new ReturnToQueue(), logger });
  const notices = new DurableReader(database, wake, { handler: new NotifyOfEscalations(), logger });
  const keeper = new DurableReader(database, wake, { handler: new SlaKeeper(terms, logger), logger });

  const leave = [
    wake.subscribe(() => intake.run()),
    wake.subscribe(() => {
      delivery.run();
      routing.run();
    }, lookEveryMs),
  ];
  // Scheduled replies, retries and clocks become due without anybody committing anything.
  const timers = [
    setInterval(() => {
      delivery.run();
      clocks.run();
      lost.run();
      offers.run();
      chats.run();
      absences.run();
      moves.run();
      routing.run();
      promises.run();
    }, tickMs),
    setInterval(() => {
      rollUp.run();
      newTerms.run();
      merges.run();
    }, rollUpMs),
    setInterval(() => deepRouting.run(), deepRoutingMs),
    setInterval(() => hourly.run(), hourlyMs),
  ];
  await answers.start();
  await returns.start();
  await notices.start();
  await beginTerms(database);
  await keeper.start();
  intake.run();
  hourly.run();
  return {
    async stop() {
      for (const each of leave) each();
      for (const timer of timers) clearInterval(timer);
      const flights = [
        intake,
        delivery,
        clocks,
        lost,
        offers,
        chats,
        absences,
        moves,
        merges,
        routing,
        deepRouting,
        promises,
        newTerms,
        rollUp,
        hourly,
        answers,
        returns,
        notices,
        keeper,
      ];
      await Promise.all(flights.map((flight) => flight.stop()));
    },
  };
}
