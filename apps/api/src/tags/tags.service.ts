import { Injectable } from '@nestjs/common';
import type { SaveTag, UsedTag } from '@diwan/contracts';
import { tagKey, type Tag } from '@diwan/tickets';
import { actorOf, type Caller } from '../auth/caller.js';
import { Database, type Tx } from '../database/database.js';
import { recordEvent, recordEvents } from '../events/event.repository.js';
import { ApiError, notFound } from '../http/api-error.js';
import {
  deleteTag, holdNamedTags, holdTags, listTags, listUsedTags, lockTag, renameTag, waitForMerges,
} from './tag.query.js'; // prettier-ignore
import { lockTicketsTagged, replaceTag } from './ticket-tag.query.js';

const batchSize = 2_000;

@Injectable()
export class TagsService {
  constructor(private readonly database: Database) {}

  list(): Promise<Tag[]> {
    return listTags(this.database);
  }

  listUsed(): Promise<UsedTag[]> {
    return listUsedTags(this.database);
  }

  /** @throws ApiError tag.name_taken */
  create(caller: Caller, { name }: SaveTag): Promise<Tag> {
    assertReadable(name);
    return this.database.transaction(async (tx) => {
      const [tag] = (await holdNamedTags(tx, [name])).made;
      if (!tag) throw new ApiError('tag.name_taken');
      await recordEvent(tx, { type: 'tag.created', payload: tag }, by(caller));
      return tag;
    });
  }

  /** @throws ApiError tag.name_taken */
  rename(caller: Caller, id: string, { name }: SaveTag): Promise<Tag> {
    assertReadable(name);
    return this.database.transaction(async (tx) => {
      const before = await lockTag(tx, id);
      if (!before || !(await renameTag(tx, { id, name }))) throw notFound();
      await recordEvent(tx, { type: 'tag.renamed', payload: { id, from: before.name, to: name } }, by(caller));
      return { id, name };
    });
  }

  /** @throws ApiError tag.in_use while a rule or an SLA policy names it */
  delete(caller: Caller, id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const tag = await lockTag(tx, id);
      if (!tag) throw notFound();
      const { tickets } = await assertUnused(tx, id);
      await deleteTag(tx, id);
      await recordEvent(tx, { type: 'tag.deleted', payload: { ...tag, tickets } }, by(caller));
    });
  }

  /**
   * One transaction, in which each ticket says what it lost and got: policies may ask for the other tag. Standings come
   * before the tag, as for everybody who tags; only then is the tag itself held, and whoever was quicker seen to.
   * @throws ApiError tag.in_use while a rule or an SLA policy names the one that goes
   */
  merge(caller: Caller, id: string, intoId: string): Promise<Tag> {
    if (id === intoId) throw new ApiError('tag.unknown', { ids: [intoId] });
    return this.database.transaction(async (tx) => {
      await waitForMerges(tx);
      const from = await assertUnused(tx, id);
      const [into] = await holdTags(tx, [intoId]);
      if (!into) throw new ApiError('tag.unknown', { ids: [intoId] });
      await retag(tx, caller, { from, into });
      await lockTag(tx, id);
      const { name } = await assertUnused(tx, id);
      await retag(tx, caller, { from, into });
      await deleteTag(tx, id);
      const payload = { id, name, into, tickets: from.tickets };
      await recordEvent(tx, { type: 'tag.merged', payload }, by(caller));
      return into;
    });
  }
}

async function retag(tx: Tx, caller: Caller, { from: { id, name }, into }: { from: Tag; into: Tag }): Promise<void> {
  for (;;) {
    const ticketIds = await lockTicketsTagged(tx, id, batchSize);
    if (ticketIds.length === 0) return;
    const gained = await replaceTag(tx, ticketIds, { from: id, into: into.id });
    await recordEvents(
      tx,
      ticketIds.map((ticketId) => ({
        type: 'ticket.tagged',
        payload: { added: gained.has(ticketId) ? [into] : [], removed: [{ id, name }], cause: 'merged' },
        ticketId,
        actor: actorOf(caller),
      })),
      caller.address,
    );
  }
}

function by(caller: Caller) {
  return { actor: actorOf(caller), address: caller.address };
}

/** A name of marks alone looks like none. */
export function assertReadable(...names: readonly string[]): void {
  if (names.some((name) => tagKey(name) === '')) throw new ApiError('tag.unreadable_name');
}

async function assertUnused(tx: Tx, id: string): Promise<UsedTag> {
  const [used] = await listUsedTags(tx, [id]);
  if (!used) throw notFound();
  const { tickets, rules, policies } = used;
  if (rules + policies > 0) throw new ApiError('tag.in_use', { tickets, rules, policies });
  return used;
}
