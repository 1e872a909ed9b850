import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { Public, Requires } from '../auth/access.guard.js';
import { Database } from '../database/database.js';
import { listInboxes } from '../inboxes/inbox.repository.js';
import { presentInbox } from '../inboxes/present-inbox.js';
import { readWork } from './work.query.js';

/** A mail or an answer that waits this long means that nobody works on them. */
const tooOldSeconds = 300;

@Controller()
export class HealthController {
  private readonly registry = new Registry();

  constructor(private readonly database: Database) {
    collectDefaultMetrics({ register: this.registry });
    const gauges = {
      mailWaiting: new Gauge({
        name: 'diwan_mail_waiting',
        help: 'Mails stored and not understood yet',
        registers: [this.registry],
      }),
      mailHeld: new Gauge({
        name: 'diwan_mail_held',
        help: 'Suspended and quarantined mails',
        registers: [this.registry],
      }),
      deliveriesWaiting: new Gauge({
        name: 'diwan_deliveries_waiting',
        help: 'Messages on their way out',
        registers: [this.registry],
      }),
      deliveriesFailed: new Gauge({
        name: 'diwan_deliveries_failed',
        help: 'Messages that failed for good',
        registers: [this.registry],
      }),
      oldestSeconds: new Gauge({
        name: 'diwan_oldest_work_seconds',
        help: 'Age of the oldest waiting work',
        registers: [this.registry],
        collect: async () => {
          const work = await readWork(this.database);
          for (const name of ['mailWaiting', 'mailHeld', 'deliveriesWaiting', 'deliveriesFailed'] as const) {
            gauges[name].set(work[name]);
          }
          gauges.oldestSeconds.set(work.oldestSeconds);
        },
      }),
    };
  }

  @Public()
  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** No detail to strangers: ready or not. */
  @Public()
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    const work = await readWork(this.database).catch(() => null);
    const ready = work !== null && work.oldestSeconds < tooOldSeconds && (await this.isMigrated());
    if (!ready) void reply.status(503);
    return { status: ready ? 'ok' : 'unavailable' };
  }

  /** A process that is newer than its database must not be sent requests yet. */
  private async isMigrated(): Promise<boolean> {
    return !(await this.database.dataSource.showMigrations());
  }

  @Requires('inboxes.read')
  @Get('health/channels')
  async channels() {
    const inboxes = (await listInboxes(this.database)).map(presentInbox);
    return {
      inboxes: inboxes.map(({ id, name, health }) => ({ id, name, ...health })),
      work: await readWork(this.database),
    };
  }

  /** In the text format of Prometheus, for admins. */
  @Requires('organisation.manage')
  @Get('metrics')
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.registry.contentType);
    return this.registry.metrics();
  }
}
