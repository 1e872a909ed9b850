import type { UsedTag } from '@diwan/contracts';
import { tagKey, type Tag } from '@diwan/tickets';
import { v7 as uuidv7 } from 'uuid';
import type { Queryable, Tx } from '../database/database.js';
import { storableText } from '../database/json-rows.js';

export function listTags(database: Queryable): Promise<Tag[]> {
  return database.query<Tag>('select id, name from tags where merged_into_id is null order by name, id');
}

const rulesSql = `(select count(*)::int from routing_rules, jsonb_array_elements(rules) as rule
  where rule->'conditions'->'tagIds' ? g.id::text or rule->'actions'->'tagIds' ? g.id::text)`;
const policiesSql = `(select count(*)::int from sla_policies p where p.conditions->'tagIds' ? g.id::text)`;

/** With what needs them; these tags, or all. Counting goes through every tag of every ticket. */
export function listUsedTags(database: Queryable, ids: readonly string[] | null = null): Promise<UsedTag[]> {
  return database.query<UsedTag>(
    `select g.id, g.name, (select count(*)::int from ticket_tags x where x.tag_id = g.id) as tickets,
       ${rulesSql} as rules, ${policiesSql} as policies
     from tags g where g.merged_into_id is null and ($1::uuid[] is null or g.id = any($1)) order by g.name, g.id`,
    [ids],
  );
}

/** Of these tags, those that there are and that become no other; none of them is deleted or merged until this commits. */
export function holdTags(tx: Queryable, ids: readonly string[]): Promise<Tag[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.query<Tag>(
    'select id, name from tags where id = any($1) and merged_into_id is null order by id for key share',
    [ids],
  );
}

/** No ticket gets it, and no rule or policy can come to name it, until commit. */
export async function lockTag(tx: Tx, id: string): Promise<Tag | null> {
  const [tag] = await tx.query<Tag>('select id, name from tags where id = $1 and merged_into_id is null for update', [
    id,
  ]);
  return tag ?? null;
}

/**
 * The tags of these names, or what they are becoming; made where there is none of that key yet. Of two who make the same one at once the second waits
 * and gets the first one's, under its name. Answers which are new.
 */
export async function holdNamedTags(tx: Tx, names: readonly string[]): Promise<{ tags: Tag[]; made: Tag[] }> {
  if (names.length === 0) return { tags: [], made: [] };
  const nameOf = new Map(names.map((name) => [tagKey(name), storableText(name)]));
  // In one order everywhere, so that two who make the same two cannot deadlock.
  const keys = [...nameOf.keys()].toSorted();
  const made = await tx.query<Tag>(
    `insert into tags (id, name, key) select * from unnest($1::uuid[], $2::text[], $3::text[])
     on conflict (key) do nothing returning id, name`,
    [keys.map(() => uuidv7()), keys.map((key) => nameOf.get(key)), keys],
  );
  const tags = await tx.query<Tag>(
    `select coalesce(i.id, g.id) as id, coalesce(i.name, g.name) as name
     from tags g left join tags i on i.id = g.merged_into_id where g.key = any($1) order by g.key for key share of g`,
    [keys],
  );
  return { tags, made };
}

export async function renameTag(tx: Tx, { id, name }: Tag): Promise<boolean> {
  const rows = await tx.query('update tags set name = $2, key = $3 where id = $1 returning id', [
    id,
    storableText(name),
    tagKey(name),
  ]);
  return rows.length > 0;
}

export async function deleteTag(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from tags where id = $1', [id]);
}
