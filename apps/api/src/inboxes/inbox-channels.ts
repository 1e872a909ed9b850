import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ChannelError, createEmailChannel, type Channel, type ServerSettings } from '@diwan/channels';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { Database } from '../database/database.js';
import { findOrganisation } from '../organisation/organisation.repository.js';
import { SECRET_KEYS } from '../secrets/secrets.module.js';
import type { SecretKeys } from '../secrets/secret-key.js';
import { loadInbox } from './inbox.repository.js';
import { serverSettings } from './server-settings.js';

/** Marks what Diwan sends by itself, so that Diwan knows it when it comes back. */
const loopHeader = 'diwan';

/** The sending side of each inbox, kept open between messages and rebuilt when the inbox changes. */
@Injectable()
export class InboxChannels implements OnApplicationShutdown {
  private readonly channels = new Map<string, { version: number; channel: Channel }>();

  constructor(
    private readonly database: Database,
    @Inject(ConfigModule.CONFIG) private readonly config: Config,
    @Inject(SECRET_KEYS) private readonly keys: SecretKeys,
  ) {}

  /** @throws ChannelError channel.misconfigured */
  async channelFor(inboxId: string): Promise<Channel> {
    const inbox = await loadInbox(this.database, inboxId);
    if (!inbox) throw new ChannelError('channel.misconfigured', { retryable: false, message: 'The inbox is gone' });
    const known = this.channels.get(inboxId);
    if (known?.version === inbox.version) return known.channel;
    await known?.channel.close();
    const settings = serverSettings(inbox, this.keys).smtp ?? (await this.demoSink());
    const channel = createEmailChannel({ settings, loopHeader });
    this.channels.set(inboxId, { version: inbox.version, channel });
    return channel;
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
