import { Injectable } from '@nestjs/common';
import { builtInAwayReasons, type AwayReason, type CreateAwayReason, type UpdateAwayReason } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database, type Tx } from '../../database/database.js';
import type { DomainEvent } from '../../events/domain-events.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { InvalidRequest } from '../../http/contract.pipe.js';
import { insertAwayReason, listAwayReasons, orderAwayReasons, updateAwayReason } from './away-reason.query.js';

@Injectable()
export class AwayReasonsService {
  constructor(private readonly database: Database) {}

  list(): Promise<AwayReason[]> {
    return listAwayReasons(this.database);
  }

  create(caller: Caller, { name }: CreateAwayReason): Promise<AwayReason[]> {
    return this.change(caller, async (tx) => {
      const key = uuidv7();
      await insertAwayReason(tx, key, name);
      return { type: 'away_reason.created', payload: { key, name } };
    });
  }

  /** Only what Diwan has a word for can do without a name. */
  update(caller: Caller, key: string, changes: UpdateAwayReason): Promise<AwayReason[]> {
    if (changes.name === null && !builtInAwayReasons.some((one) => one === key)) {
      throw new InvalidRequest([{ path: 'name', code: 'too_small' }]);
    }
    return this.change(caller, async (tx) => {
      const reason = await updateAwayReason(tx, key, changes);
      if (!reason) throw notFound();
      return { type: 'away_reason.updated', payload: reason };
    });
  }

  /** @throws ApiError away_reason.order_changed when it is not about exactly the reasons that there are */
  order(caller: Caller, keys: string[]): Promise<AwayReason[]> {
    return this.change(caller, async (tx) => {
      const known = (await listAwayReasons(tx)).map((reason) => reason.key);
      const isSame = known.length === keys.length && known.every((key) => keys.includes(key));
      if (!isSame) throw new ApiError('away_reason.order_changed');
      await orderAwayReasons(tx, keys);
      return { type: 'away_reasons.ordered', payload: { keys } };
    });
  }

  private change(caller: Caller, work: (tx: Tx) => Promise<DomainEvent>): Promise<AwayReason[]> {
    return this.database.transaction(async (tx) => {
      const event = await work(tx);
      await recordEvent(tx, event, { actor: actorOf(caller), address: caller.address });
      return listAwayReasons(tx);
    });
  }
}
