import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { MailParser, ReplySigner } from '@diwan/channels';
import type { Logger } from 'pino';
import { BlobStore } from '../attachments/blob-store.js';
import { Database, type Tx } from '../database/database.js';
import { isOutage } from '../database/outage.js';
import { recordEvent } from '../events/event.repository.js';
import { singleFlight } from '../events/single-flight.js';
import { LOGGER } from '../logging.module.js';
import { REPLY_SIGNER } from '../secrets/secrets.module.js';
import { nextTicketNumbers } from '../tickets/ticket.repository.js';
import {
  claimMail,
  extendClaims,
  holdClaims,
  mostAttempts,
  quarantineMail,
  releaseClaims,
  waitForTurn,
  type ClaimedMail,
} from './understand/claim-mail.query.js';
import { IntakeLine } from './intake-line.js';
import { loadContext } from './plan/intake-context.query.js';
import { planIntake } from './plan/plan-intake.js';
import { FreshMail } from './store/fresh-mail.js';
import { understandMail } from './understand/understand-mail.js';
import type { UnderstoodMail } from './understand/understood-mail.js';
import { writePlan } from './plan/write-plan.query.js';

export const MAIL_PARSER = Symbol('mail parser');

const batchSize = 50;
/** In work at a time: enough to keep the parser busy while a batch is written. */
const mostInLine = 100;
const mostBytesInLine = 64 * 1024 * 1024;
const renewMs = 10_000;
/** Claimed this often without a verdict: whoever looked at it died. Far above what restarts explain. */
const mostDeaths = 10;
const settleMs = 6_000;

/**
 * Stage 2: from stored bytes to messages on tickets. Can be run again at any time; many processes may do it at once.
 * Claiming, parsing and writing go on side by side, so that neither a slow mail nor a slow commit holds up the rest.
 */
@Injectable()
export class IntakeService {
  private readonly claimedBy = randomUUID();
  private readonly line = new IntakeLine();
  private readonly claimer = singleFlight(async () => void (await this.claim()), this.report('claiming'));
  private readonly writer = singleFlight(() => this.writeReady(), this.report('writing'));
  private readonly understanding = new Set<Promise<void>>();
  private renewing: NodeJS.Timeout | null = null;
  private patience: NodeJS.Timeout | null = null;
  private finished = 0;

  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    @Inject(MAIL_PARSER) private readonly parser: MailParser,
    @Inject(REPLY_SIGNER) private readonly signer: ReplySigner,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly fresh: FreshMail,
  ) {}

  /** Something may be waiting: takes it up and returns at once. */
  run(): void {
    this.claimer.run();
  }

  /** Claims nothing more, finishes what is under way; what takes too long is let go for another worker. */
  async stop(): Promise<void> {
    await this.claimer.stop();
    await Promise.race([this.settled(), pause(settleMs, undefined, { ref: false })]);
    await releaseClaims(this.database, this.claimedBy, {
      ids: this.line.ids,
      detail: 'worker stopped',
      blameless: true,
    });
    if (this.renewing) clearInterval(this.renewing);
    if (this.patience) clearTimeout(this.patience);
    await this.writer.stop();
  }

  /** Understands everything that waits and returns when it is done. Answers how many mails were finished meanwhile. */
  async drain(): Promise<number> {
    const before = this.finished;
    while ((await this.claim()) > 0 || this.line.size > 0) await this.settled();
    return this.finished - before;
  }

  private async claim(): Promise<number> {
    let count = 0;
    while (!this.claimer.isStopped() && this.line.size < mostInLine && this.line.bytes < mostBytesInLine) {
      const room = Math.min(batchSize, mostInLine - this.line.size);
      const claimed = await claimMail(this.database, this.claimedBy, { limit: room, held: this.fresh.snapshot() });
      if (claimed.length === 0) break;
      count += claimed.length;
      for (const claim of claimed) {
        this.fresh.drop(claim.id);
        this.begin(claim);
      }
    }
    return count;
  }

  private begin(claim: ClaimedMail): void {
    this.line.add(claim, Date.now());
    this.renewing ??= setInterval(() => this.renew(), renewMs).unref();
    const work = this.understand(claim).finally(() => this.understanding.delete(work));
    this.understanding.add(work);
  }

  private renew(): void {
    if (this.line.size === 0) return;
    // A renewal that fails is tried again in time; one that keeps failing means that the database is away for all.
    void extendClaims(this.database, this.claimedBy, this.line.ids).catch(() => undefined);
  }

  private async understand(claim: ClaimedMail): Promise<void> {
    try {
      if (claim.attempts > mostDeaths) throw new Error('its readers died again and again');
      const { parser, blobs, signer } = this;
      this.line.understood(await understandMail(claim, { parser, blobs, signer }));
    } catch (error) {
      await this.fail(claim, error).catch(this.report('giving up a mail'));
      this.line.remove(claim.id);
    }
    this.writer.run();
  }

  private async writeReady(): Promise<void> {
    for (;;) {
      const batch = this.line.takeReady(batchSize, Date.now());
      if (batch.length === 0) break;
      this.finished += await this.applyBatch(batch);
      for (const { claim } of batch) this.line.remove(claim.id);
      this.claimer.run();
    }
    const left = this.line.patienceLeftMs(Date.now());
    if (left === null || this.patience) return;
    this.patience = setTimeout(() => {
      this.patience = null;
      this.writer.run();
    }, left);
  }

  private async settled(): Promise<void> {
    while (this.line.size > 0) {
      await Promise.all(this.understanding);
      await this.writer.idle();
    }
  }

  private report(doing: string): (error: unknown) => void {
    return (error) => this.logger.error({ err: error }, `${doing} failed`);
  }

  /** All at once; when that fails one by one, so that one mail which cannot be written does not hold up the others. */
  private async applyBatch(understood: UnderstoodMail[]): Promise<number> {
    if (understood.length === 0) return 0;
    try {
      await this.apply(understood);
      return understood.length;
    } catch (error) {
      if (understood.length === 1 && understood[0]) {
        await this.fail(understood[0].claim, error);
        return 0;
      }
    }
    let finished = 0;
    for (const each of understood) finished += await this.applyBatch([each]);
    return finished;
  }

  private apply(understood: UnderstoodMail[]): Promise<void> {
    return this.database.transaction(async (tx: Tx) => {
      await waitForTurn(tx);
      const held = await holdClaims(
        tx,
        this.claimedBy,
        understood.map((each) => each.claim.id),
      );
      const mails = understood.filter((each) => held.has(each.claim.id));
      if (mails.length === 0) return;
      const context = await loadContext(tx, mails);
      const numbers: number[] = [];
      const takeNumber = async (): Promise<number> => {
        if (numbers.length === 0) numbers.push(...(await nextTicketNumbers(tx, mails.length)));
        return numbers.shift() ?? 0;
      };
      const plan = await planIntake(mails, context, { takeNumber, now: new Date() });
      await writePlan(tx, plan);
    });
  }

  private async fail(claim: Pick<ClaimedMail, 'id' | 'attempts'>, error: unknown): Promise<void> {
    const detail = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
    const blameless = isOutage(error);
    if (blameless || claim.attempts < mostAttempts) {
      await releaseClaims(this.database, this.claimedBy, { ids: [claim.id], detail, blameless });
      return;
    }
    const code = codeOf(error);
    await this.database.transaction(async (tx) => {
      if (!(await quarantineMail(tx, this.claimedBy, { id: claim.id, code, detail }))) return;
      const event = { type: 'mail.quarantined', payload: { receiptId: claim.id, code } } as const;
      await recordEvent(tx, event, { actor: { kind: 'system' } });
    });
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && code.startsWith('mail.') ? code : 'mail.not_stored';
}
