import { Injectable } from '@nestjs/common';
import type { CreateQueue, Queue, UpdateQueue } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database, type Tx } from '../../database/database.js';
import type { DomainEvent } from '../../events/domain-events.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { QueueSchema } from '../../teams/team.schema.js';
import { countUses, listQueues, setTeamsOfQueue } from './queue.query.js';

const settingNames = ['name', 'distribution', 'offerSeconds', 'stickyMinutes', 'followUp', 'followUpDays'] as const;
type Saved = Extract<DomainEvent, { type: 'queue.created' | 'queue.updated' }>;

@Injectable()
export class QueuesService {
  constructor(private readonly database: Database) {}

  list(): Promise<Queue[]> {
    return listQueues(this.database);
  }

  create(caller: Caller, { teams, ...settings }: CreateQueue): Promise<Queue> {
    return this.database.transaction(async (tx) => {
      const id = uuidv7();
      await tx.manager.getRepository(QueueSchema).insert({ id, ...settings, createdAt: new Date() });
      const known = await setTeamsOfQueue(tx, id, teams);
      if (known < new Set(teams.map((each) => each.teamId)).size) throw new ApiError('queue.unknown_team');
      return this.saved(tx, caller, { type: 'queue.created', payload: { id, changed: [...settingNames, 'teams'] } });
    });
  }

  /** Leaves alone who serves it: that is staffing, where leads have a say. */
  update(caller: Caller, id: string, settings: UpdateQueue): Promise<Queue> {
    return this.database.transaction(async (tx) => {
      const { affected } = await tx.manager.getRepository(QueueSchema).update({ id }, settings);
      if (affected === 0) throw notFound();
      return this.saved(tx, caller, { type: 'queue.updated', payload: { id, changed: [...settingNames] } });
    });
  }

  /** @throws ApiError queue.in_use while an inbox, a rule or an SLA policy leads to it, or a ticket, even a closed one, belongs to it */
  delete(caller: Caller, id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      // Waits for whoever is sending tickets here (holdQueues), and they for us: what is counted is all there is.
      const [queue] = await tx.query('select 1 from queues where id = $1 for update', [id]);
      if (!queue) throw notFound();
      const uses = await countUses(tx, id);
      if (Object.values(uses).some((count) => count > 0)) throw new ApiError('queue.in_use', uses);
      await tx.manager.getRepository(QueueSchema).delete({ id });
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'queue.deleted', payload: { id } }, by);
    });
  }

  private async saved(tx: Tx, caller: Caller, event: Saved): Promise<Queue> {
    await recordEvent(tx, event, { actor: actorOf(caller), address: caller.address });
    const queue = (await listQueues(tx)).find((each) => each.id === event.payload.id);
    if (!queue) throw notFound();
    return queue;
  }
}
