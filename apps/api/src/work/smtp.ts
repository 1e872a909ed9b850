import { baseAddress, createSmtpListener, type RawMail } from '@diwan/channels';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import type { MailStore } from '../intake/store/mail-store.js';
import { findSmtpInbox } from '../inboxes/inbox.repository.js';

type Options = { database: Database; store: MailStore; config: Config; logger: Logger };

/** Takes mail for the addresses of inboxes that accept it directly. One mail to two inboxes is one mail in each. */
export async function startSmtp({ database, store, config, logger }: Options): Promise<{ close(): Promise<void> }> {
  const inboxOf = remembering((address) => findSmtpInbox(database, address));
  const listener = createSmtpListener({
    host: config.smtpHost,
    port: config.smtpPort,
    name: new URL(config.publicUrl).hostname,
    acceptRecipient: async (address) => (await inboxOf(baseAddress(address))) !== null,
    store: async (mail: RawMail) => {
      const inboxIds = new Set(
        (await Promise.all(mail.envelope.to.map((address) => inboxOf(baseAddress(address))))).filter(
          (id) => id !== null,
        ),
      );
      await store.store([...inboxIds].map((inboxId) => ({ inboxId, source: 'smtp', mail })));
    },
    onError: (error) => logger.error({ err: error }, 'a mail was put off by SMTP'),
  });
  await listener.start();
  return listener;
}

const memoryMs = 1_000;
const mostRemembered = 1_000;

/** Asked at least twice for each mail, mostly for the same inbox. Only what was found is believed again, for a second. */
function remembering(find: (address: string) => Promise<string | null>): (address: string) => Promise<string | null> {
  const found = new Map<string, { id: string; until: number }>();
  return async (address) => {
    const known = found.get(address);
    if (known && known.until > performance.now()) return known.id;
    const id = await find(address);
    if (found.size >= mostRemembered) found.clear();
    if (id === null) found.delete(address);
    else found.set(address, { id, until: performance.now() + memoryMs });
    return id;
  };
}
