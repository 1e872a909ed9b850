import { createImapReceiver, type ImapReceiver, type ReceiverHealth } from '@diwan/channels';
import { system } from '@diwan/tickets';
import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { FeedTail } from '../events/feed-tail.js';
import type { Wake } from '../events/wake.js';
import type { InboxAccess } from '../inboxes/inbox-access.js';
import type { InboxHealth, StoredInbox } from '../inboxes/inbox.schema.js';
import { listInboxes, saveInboxHealth } from '../inboxes/inbox.repository.js';
import type { MailStore } from '../intake/store/mail-store.js';
import { loadCursor } from '../intake/store/store-mail.query.js';

type Running = { version: number; receiver: ImapReceiver };
type Options = { database: Database; wake: Wake; store: MailStore; logger: Logger; access: InboxAccess };

/** One IMAP receiver per mailbox, started, stopped and renewed as inboxes change. */
export class Receivers {
  private readonly running = new Map<string, Running>();
  private readonly lastState = new Map<string, string>();
  private readonly tail: FeedTail;

  constructor(private readonly options: Options) {
    const { database, wake, logger } = options;
    this.tail = new FeedTail(database, wake, {
      handle: () => this.adjust(),
      types: ['inbox.created', 'inbox.updated'],
      logger,
    });
  }

  async start(): Promise<void> {
    await this.tail.start();
    await this.adjust();
  }

  async stop(): Promise<void> {
    await this.tail.stop();
    await Promise.all([...this.running.values()].map(({ receiver }) => receiver.stop()));
  }

  private async adjust(): Promise<void> {
    const inboxes = await listInboxes(this.options.database);
    const wanted = inboxes.filter((inbox) => inbox.enabled && inbox.settings.imap);
    for (const [id, { version, receiver }] of this.running) {
      if (wanted.some((inbox) => inbox.id === id && inbox.version === version)) continue;
      this.running.delete(id);
      await receiver.stop();
    }
    for (const inbox of wanted) if (!this.running.has(inbox.id)) await this.tryToOpen(inbox);
  }

  /** An inbox whose secret does not open (a key that is gone) must not keep the others from receiving. */
  private async tryToOpen(inbox: StoredInbox): Promise<void> {
    try {
      this.open(inbox);
    } catch (error) {
      const { database, logger } = this.options;
      logger.error({ err: error, inboxId: inbox.id }, 'a mailbox cannot be opened');
      const detail = error instanceof Error ? error.message : String(error);
      const since = new Date().toISOString();
      await saveInboxHealth(database, inbox.id, {
        state: 'failing',
        error: { code: 'channel.misconfigured', detail, since },
      });
    }
  }

  private open(inbox: StoredInbox): void {
    const { database, store, access, logger } = this.options;
    const { imap } = access.settingsOf(inbox);
    if (!imap) return;
    const receiver = createImapReceiver({
      settings: { ...imap, folder: inbox.settings.imap?.folder ?? 'INBOX' },
      loadCursor: () => loadCursor(database, inbox.id, inbox.settings.imap?.folder ?? 'INBOX'),
      store: (batch, cursor) =>
        store.storeWithCursor(
          batch.map((mail) => ({ inboxId: inbox.id, source: 'imap', mail })),
          inbox.id,
          cursor,
        ),
      onHealth: (health) =>
        void this.report(inbox, health).catch((error: unknown) =>
          logger.warn({ err: error, inboxId: inbox.id }, 'writing the health of a mailbox failed'),
        ),
    });
    this.running.set(inbox.id, { version: inbox.version, receiver });
    receiver.start();
  }

  /** Health is a row, so that every process and `doctor` can tell; a change between working and failing is an event. */
  private async report(inbox: StoredInbox, health: ReceiverHealth): Promise<void> {
    if (health.state === 'stopped') return;
    const state = health.lastError ? 'failing' : health.lastSuccessAt ? 'ok' : 'connecting';
    const stored: InboxHealth = {
      state,
      backlog: health.backlog,
      ...(health.lastSuccessAt ? { lastSuccessAt: health.lastSuccessAt.toISOString() } : {}),
      error: health.lastError
        ? { code: health.lastError.code, detail: health.lastError.message, since: health.since.toISOString() }
        : null,
    };
    const { database } = this.options;
    const changed = this.lastState.get(inbox.id) !== state;
    this.lastState.set(inbox.id, state);
    await database.transaction(async (tx) => {
      await saveInboxHealth(tx, inbox.id, stored);
      if (!changed || state === 'connecting') return;
      const payload = { id: inbox.id, side: 'receiving' as const, state, code: health.lastError?.code ?? null };
      await recordEvent(tx, { type: 'inbox.health_changed', payload }, { actor: system });
    });
  }
}
