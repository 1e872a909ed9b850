import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  ChannelError,
  createEmailChannel,
  type BeforeHandOver,
  type Channel,
  type SendReceipt,
  type ServerSettings,
} from '@diwan/channels';
import type { OutboundMessage } from '@diwan/tickets';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { Database } from '../database/database.js';
import { findOrganisation } from '../organisation/organisation.repository.js';
import { InboxAccess } from './inbox-access.js';
import { loadInbox } from './inbox.repository.js';

/** Marks what a Diwan sends by itself, so that no Diwan answers it. */
const loopHeader = 'diwan';

type OpenChannel = { version: number; channel: Channel; sending: number; retired: boolean };

/** The sending side of each inbox, kept open between messages and rebuilt when the inbox changes. */
@Injectable()
export class InboxChannels implements OnApplicationShutdown {
  private readonly channels = new Map<string, OpenChannel>();

  constructor(
    private readonly database: Database,
    private readonly access: InboxAccess,
    @Inject(ConfigModule.CONFIG) private readonly config: Config,
  ) {}

  /** @throws ChannelError, `channel.misconfigured` when the inbox has no way to send */
  async send(inboxId: string, message: OutboundMessage, beforeHandOver?: BeforeHandOver): Promise<SendReceipt> {
    const open = await this.open(inboxId);
    open.sending++;
    try {
      return await open.channel.send(message, beforeHandOver);
    } finally {
      open.sending--;
      await closeWhenDone(open);
    }
  }

  private async open(inboxId: string): Promise<OpenChannel> {
    const inbox = await loadInbox(this.database, inboxId);
    if (!inbox) throw new ChannelError('channel.misconfigured', { retryable: false, message: 'The inbox is gone' });
    const known = this.channels.get(inboxId);
    if (known?.version === inbox.version) return known;
    const settings = this.access.settingsOf(inbox).smtp ?? (await this.demoSink());
    const open = {
      version: inbox.version,
      channel: createEmailChannel({ settings, loopHeader }),
      sending: 0,
      retired: false,
    };
    // Asked for again: another message may have opened it meanwhile.
    await this.retire(this.channels.get(inboxId));
    this.channels.set(inboxId, open);
    return open;
  }

  /** What is being sent over the old settings may end in peace. */
  private async retire(open: OpenChannel | undefined): Promise<void> {
    if (!open) return;
    open.retired = true;
    await closeWhenDone(open);
  }

  /** In the demo an inbox without a server of its own sends into the built-in sink; anywhere else it cannot send. */
  private async demoSink(): Promise<ServerSettings> {
    const organisation = await findOrganisation(this.database);
    if (!organisation?.demo || this.config.sinkPort === 0) {
      throw new ChannelError('channel.misconfigured', { retryable: true, message: 'The inbox has no SMTP server' });
    }
    return { host: '127.0.0.1', port: this.config.sinkPort, security: 'none', user: '', auth: { method: 'none' } };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.channels.values()].map(({ channel }) => channel.close()));
  }
}

async function closeWhenDone({ channel, sending, retired }: OpenChannel): Promise<void> {
  if (retired && sending === 0) await channel.close();
}
