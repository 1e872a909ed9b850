import { Injectable } from '@nestjs/common';
import type { SaveTag, UsedTag } from '@diwan/contracts';
import { tagKey, type Tag } from '@diwan/tickets';
import { actorOf, type Caller } from '../auth/caller.js';
import { Database, type Tx } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { ApiError, notFound } from '../http/api-error.js';
import {
  deleteTag, holdNamedTags, holdTags, listTags, listUsedTags, lockTag, renameTag,
} from './tag.query.js'; // prettier-ignore
import { mergeTags } from './merge-tags.js';
import { isMergeTarget, waitForMerges, writeMerge } from './merge.query.js';

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

  /** @throws ApiError tag.in_use while a rule or an SLA policy names it; tag.merging while another becomes it */
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
   * Said in one transaction, done in pieces, and finished by the worker where this process is lost. From the first moment no
   * ticket gets the one that goes. @throws ApiError tag.in_use while a rule or an SLA policy names it; tag.merging
   */
  async merge(caller: Caller, id: string, intoId: string): Promise<Tag> {
    if (id === intoId) throw new ApiError('tag.unknown', { ids: [intoId] });
    const into = await this.database.transaction((tx) => beginMerge(tx, caller, { id, intoId }));
    await mergeTags(this.database);
    return into;
  }
}

/** Holds no ticket: whoever is tagging one comes first, or learns that the tag is gone. */
async function beginMerge(tx: Tx, caller: Caller, { id, intoId }: { id: string; intoId: string }): Promise<Tag> {
  await waitForMerges(tx);
  await assertUnused(tx, id);
  const tag = await lockTag(tx, id);
  if (!tag) throw notFound();
  const { tickets } = await assertUnused(tx, id);
  const [into] = await holdTags(tx, [intoId]);
  if (!into) throw new ApiError('tag.unknown', { ids: [intoId] });
  await writeMerge(tx, { ...tag, into, order: { ...by(caller), tickets } });
  return into;
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
  if (await isMergeTarget(tx, id)) throw new ApiError('tag.merging');
  if (rules + policies > 0) throw new ApiError('tag.in_use', { tickets, rules, policies });
  return used;
}
