import { Injectable } from '@nestjs/common';
import { replaySuspendedMail, suspendedMail, type listSuspendedMail, type SuspendedMailPage } from '@diwan/contracts';
import type { z } from 'zod';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { notFound } from '../../http/api-error.js';
import { decodeKeyset, pageOfRows } from '../../http/keyset.js';
import { discardHeldMail, findRawMail, listHeldMail, replayHeldMail } from './held-mail.query.js';

/** Mail that was taken in and became no message: seen, explained, downloaded, replayed or discarded by an admin. */
@Injectable()
export class HeldMailService {
  constructor(private readonly database: Database) {}

  async list({ cursor, limit, outcome, cause }: z.output<typeof listSuspendedMail>): Promise<SuspendedMailPage> {
    const rows = await listHeldMail(this.database, { outcome, cause, limit, after: decodeKeyset(cursor) });
    const page = pageOfRows(rows, limit, (row) => ({ key: row.receivedAt.toISOString(), id: row.id }));
    return {
      items: page.items.map(({ inboxId, inboxName, receivedAt, ...rest }) =>
        suspendedMail.parse({ ...rest, inbox: { id: inboxId, name: inboxName }, receivedAt: receivedAt.toISOString() }),
      ),
      nextCursor: page.nextCursor,
    };
  }

  async readRaw(caller: Caller, receiptId: string): Promise<Buffer> {
    const raw = await findRawMail(this.database, receiptId);
    if (!raw) throw notFound();
    const event = { type: 'raw_mail.downloaded', payload: { receiptId } } as const;
    await this.database.transaction((tx) =>
      recordEvent(tx, event, { actor: actorOf(caller), address: caller.address }),
    );
    return raw;
  }

  /** Nothing selected replays nothing; everything must be asked for by name (`all` or a cause). */
  replay(caller: Caller, input: z.input<typeof replaySuspendedMail>): Promise<{ queued: number }> {
    const { ids, all, cause, force } = replaySuspendedMail.parse(input);
    return this.database.transaction(async (tx) => {
      if (!all && !cause && !ids?.length) return { queued: 0 };
      const receiptIds = await replayHeldMail(tx, { ids: all || cause ? undefined : ids, cause, force });
      const by = { actor: actorOf(caller), address: caller.address };
      if (receiptIds.length > 0) await recordEvent(tx, { type: 'mail.replayed', payload: { receiptIds, force } }, by);
      return { queued: receiptIds.length };
    });
  }

  discard(caller: Caller, ids: readonly string[]): Promise<{ discarded: number }> {
    return this.database.transaction(async (tx) => {
      const receiptIds = await discardHeldMail(tx, ids);
      const by = { actor: actorOf(caller), address: caller.address };
      if (receiptIds.length > 0) await recordEvent(tx, { type: 'mail.discarded', payload: { receiptIds } }, by);
      return { discarded: receiptIds.length };
    });
  }
}
