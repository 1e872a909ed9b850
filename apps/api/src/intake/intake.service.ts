import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { MailParser, ReplySigner } from '@diwan/channels';
import { BlobStore } from '../attachments/blob-store.js';
import { Database, type Tx } from '../database/database.js';
import { isOutage } from '../database/outage.js';
import { recordEvent } from '../events/event.repository.js';
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
} from './claim-mail.query.js';
import { loadContext } from './intake-context.query.js';
import { planIntake } from './plan-intake.js';
import { understandMail } from './understand-mail.js';
import type { UnderstoodMail } from './understood-mail.js';
import { writePlan } from './write-plan.query.js';

export const MAIL_PARSER = Symbol('mail parser');

const batchSize = 50;
const renewMs = 10_000;
/** Claimed this often without a verdict: whoever looked at it died. Far above what restarts explain. */
const mostDeaths = 10;

/** Stage 2: from stored bytes to messages on tickets. Can be run again at any time; many processes may do it at once. */
@Injectable()
export class IntakeService {
  private readonly claimedBy = randomUUID();

  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    @Inject(MAIL_PARSER) private readonly parser: MailParser,
    @Inject(REPLY_SIGNER) private readonly signer: ReplySigner,
  ) {}

  /** Understands everything that waits. Answers how many mails it finished. */
  async drain(isStopped: () => boolean = () => false): Promise<number> {
    let finished = 0;
    while (!isStopped()) {
      const claimed = await claimMail(this.database, this.claimedBy, batchSize);
      if (claimed.length === 0) return finished;
      finished += await this.understandBatch(claimed);
    }
    return finished;
  }

  private async understandBatch(claimed: ClaimedMail[]): Promise<number> {
    const ids = claimed.map((each) => each.id);
    const renewing = setInterval(
      () => void extendClaims(this.database, this.claimedBy, ids).catch(() => undefined),
      renewMs,
    );
    try {
      const results = await Promise.allSettled(
        claimed.map((claim) =>
          claim.attempts > mostDeaths
            ? Promise.reject(new Error('its readers died again and again'))
            : understandMail(claim, { parser: this.parser, blobs: this.blobs, signer: this.signer }),
        ),
      );
      const understood: UnderstoodMail[] = [];
      for (const [index, result] of results.entries()) {
        const claim = claimed[index];
        if (result.status === 'fulfilled') understood.push(result.value);
        else if (claim) await this.fail(claim, result.reason);
      }
      return await this.applyBatch(understood);
    } finally {
      clearInterval(renewing);
    }
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
