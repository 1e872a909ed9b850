import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { Database } from '../database/database.js';
import { MailSink } from '../demo/mail-sink.js';
import { Wake } from '../events/wake.js';
import { InboxAccess } from '../inboxes/inbox-access.js';
import { MailStore } from '../intake/store/mail-store.js';
import { LOGGER } from '../logging.module.js';
import { findOrganisation } from '../organisation/organisation.repository.js';
import { ensureSearchPartitions } from '../search/search-documents.query.js';
import { startDuties } from './duties.js';
import { Receivers } from './receivers.js';
import { startSmtp } from './smtp.js';

/** The worker: listens first (a port in use is told before anything has begun), then works, then fetches. */
export async function startWork(app: INestApplicationContext): Promise<{ stop(): Promise<void> }> {
  const database = app.get(Database);
  const config = app.get<Config>(ConfigModule.CONFIG);
  const store = app.get(MailStore);
  const logger = app.get<Logger>(LOGGER);
  await ensureSearchPartitions(database, new Date());
  const smtp = await startSmtp({ database, store, config, logger });
  const sink = await startSink(database, config);
  const duties = await startDuties(app);
  const receivers = new Receivers({
    database,
    wake: app.get(Wake),
    store,
    logger,
    access: app.get(InboxAccess),
  });
  await receivers.start();
  return {
    async stop() {
      await Promise.all([smtp.close(), receivers.stop()]);
      await store.settled();
      await duties.stop();
      await sink?.close();
    },
  };
}

/** Only the demo sends into a sink: elsewhere an inbox without a server must not seem to have sent anything. */
async function startSink(database: Database, config: Config): Promise<{ close(): Promise<void> } | null> {
  const organisation = await findOrganisation(database);
  if (!organisation?.demo || config.sinkPort === 0) return null;
  const sink = MailSink.of(config).listen(config.sinkPort);
  await sink.start();
  return sink;
}
