import { Controller, Get, Res } from '@nestjs/common';
import { channelsHealth, healthStatus } from '@diwan/contracts';
import type { FastifyReply } from 'fastify';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { Public, Requires } from '../auth/access.guard.js';
import { Database } from '../database/database.js';
import { Answers } from '../http/answers.js';
import { listInboxes } from '../inboxes/inbox.repository.js';
import { presentInbox } from '../inboxes/present-inbox.js';
import { readWork, type Work } from './work.query.js';

/** A mail or an answer that waits this long means that nobody works on them. */
const tooOldSeconds = 300;

@Controller()
export class HealthController {
  private readonly registry = new Registry();
  private readonly gauges: Readonly<Record<keyof Work, Gauge>>;

  constructor(private readonly database: Database) {
    collectDefaultMetrics({ register: this.registry });
    const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [this.registry] });
    this.gauges = {
      mailWaiting: gauge('diwan_mail_waiting', 'Mails stored and not understood yet'),
      mailHeld: gauge('diwan_mail_held', 'Suspended and quarantined mails'),
      deliveriesWaiting: gauge('diwan_deliveries_waiting', 'Messages on their way out'),
      deliveriesFailed: gauge('diwan_deliveries_failed', 'Messages that failed for good'),
      oldestSeconds: gauge('diwan_oldest_work_seconds', 'Age of the oldest waiting work'),
    };
  }

  @Answers(healthStatus)
  @Public()
  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** No detail to strangers: ready or not. */
  @Answers(healthStatus)
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

  @Answers(channelsHealth)
  @Requires('inboxes.read')
  @Get('health/channels')
  async channels() {
    const inboxes = (await listInboxes(this.database)).map(presentInbox);
    return {
      inboxes: inboxes.map(({ id, name, health, sending }) => ({ id, name, ...health, sending })),
      work: await readWork(this.database),
    };
  }

  /** In the text format of Prometheus, for admins. */
  @Requires('organisation.manage')
  @Get('metrics')
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const work = await readWork(this.database);
    for (const [name, gauge] of Object.entries(this.gauges)) gauge.set(work[name as keyof Work]);
    void reply.header('content-type', this.registry.contentType);
    return this.registry.metrics();
  }
}
