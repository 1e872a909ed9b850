import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { MailSink } from '../demo/mail-sink.js';
import { Database } from '../database/database.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { DurableReader } from '../events/durable-handler.js';
import { singleFlight } from '../events/single-flight.js';
import { Wake } from '../events/wake.js';
import { forgetOldKeys } from '../http/idempotency.js';
import { IntakeService } from '../intake/intake.service.js';
import { MailStore } from '../intake/mail-store.js';
import { LOGGER } from '../logging.module.js';
import { AutomaticAnswers } from '../messages/automatic-answers.js';
import { Receivers } from './receivers.js';
import { SECRET_KEYS } from '../secrets/secrets.module.js';
import type { SecretKeys } from '../secrets/secret-key.js';
import { ensureSearchPartitions } from '../search/search-documents.query.js';
import { closeSolvedTickets } from '../tickets/close-solved-tickets.js';
import { rollUpTicketCounts } from '../tickets/ticket-counts.query.js';
import { startSmtp } from './smtp.js';

const tickMs = 500;
const rollUpMs = 2_000;
const hourlyMs = 3_600_000;

/** Everything that goes on by itself. Each duty may run in any number of workers at once. */
export async function startWork(app: INestApplicationContext): Promise<{ stop(): Promise<void> }> {
  const database = app.get(Database);
  const wake = app.get(Wake);
  const logger = app.get<Logger>(LOGGER);
  const config = app.get<Config>(ConfigModule.CONFIG);
  const store = app.get(MailStore);
  const failed = (duty: string) => (error: unknown) => logger.error({ err: error, duty }, 'a duty failed');

  await ensureSearchPartitions(database, new Date());
  const intake = singleFlight(
    async () => void (await app.get(IntakeService).drain(() => intake.isStopped())),
    failed('intake'),
  );
  const delivery = singleFlight(() => app.get(DeliveryService).drain(() => delivery.isStopped()), failed('delivery'));
  const clocks = singleFlight(() => closeSolvedTickets(database), failed('clocks'));
  const rollUp = singleFlight(async () => void (await rollUpTicketCounts(database)), failed('counts'));
  const hourly = singleFlight(async () => {
    await forgetOldKeys(database);
    await ensureSearchPartitions(database, new Date());
  }, failed('hourly'));
  const answers = new DurableReader(database, wake, { handler: app.get(AutomaticAnswers), logger });
  await answers.start();

  const unsubscribe = wake.subscribe(() => {
    intake.run();
    delivery.run();
  });
  const timers = [
    // Scheduled replies, retries and clocks become due without anybody committing anything.
    setInterval(() => {
      delivery.run();
      clocks.run();
    }, tickMs),
    setInterval(() => rollUp.run(), rollUpMs),
    setInterval(() => hourly.run(), hourlyMs),
  ];
  intake.run();

  const smtp = await startSmtp({ database, store, config });
  const sink = config.sinkPort === 0 ? null : MailSink.of(config).listen(config.sinkPort);
  await sink?.start();
  const receivers = new Receivers({ database, wake, store, logger, keys: app.get<SecretKeys>(SECRET_KEYS) });
  await receivers.start();
  return {
    async stop() {
      unsubscribe();
      for (const timer of timers) clearInterval(timer);
      await Promise.all([smtp.close(), receivers.stop()]);
      await store.settled();
      await Promise.all([intake.stop(), delivery.stop(), clocks.stop(), rollUp.stop(), hourly.stop(), answers.stop()]);
      await sink?.close();
    },
  };
}
