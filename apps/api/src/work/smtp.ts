import { baseAddress, createSmtpListener, type RawMail } from '@diwan/channels';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import type { MailStore } from '../intake/store/mail-store.js';
import { findSmtpInbox } from '../inboxes/inbox.repository.js';

type Options = { database: Database; store: MailStore; config: Config; logger: Logger };

/** Takes mail for the addresses of inboxes that accept it directly. One mail to two inboxes is one mail in each. */
export async function startSmtp({ database, store, config, logger }: Options): Promise<{ close(): Promise<void> }> {
  const inboxOf = (address: string) => findSmtpInbox(database, baseAddress(address));
  const listener = createSmtpListener({
    host: config.smtpHost,
    port: config.smtpPort,
    name: new URL(config.publicUrl).hostname,
    acceptRecipient: async (address) => (await inboxOf(address)) !== null,
    store: async (mail: RawMail) => {
      const inboxIds = new Set((await Promise.all(mail.envelope.to.map(inboxOf))).filter((id) => id !== null));
      await store.store([...inboxIds].map((inboxId) => ({ inboxId, source: 'smtp', mail })));
    },
    onError: (error) => logger.error({ err: error }, 'a mail was put off by SMTP'),
  });
  await listener.start();
  return listener;
}
