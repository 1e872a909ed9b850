import type { AwayReason, UpdateAwayReason } from '@diwan/contracts';
import type { Queryable, Tx } from '../../database/database.js';

export function listAwayReasons(database: Queryable): Promise<AwayReason[]> {
  return database.query<AwayReason>('select key, name, retired from away_reasons order by position, key');
}

/** Held until commit, so that what is recorded of it is what it is called. */
export async function holdAwayReason(tx: Tx, key: string): Promise<AwayReason | null> {
  const [row] = await tx.query<AwayReason>('select key, name, retired from away_reasons where key = $1 for share', [
    key,
  ]);
  return row ?? null;
}

/** Behind all others. */
export async function insertAwayReason(tx: Tx, key: string, name: string): Promise<void> {
  await tx.query(
    'insert into away_reasons (key, name, position) select $1, $2, coalesce(max(position), 0) + 1 from away_reasons',
    [key, name],
  );
}

export async function updateAwayReason(
  tx: Tx,
  key: string,
  { name, retired }: UpdateAwayReason,
): Promise<AwayReason | null> {
  const [row] = await tx.query<AwayReason>(
    `update away_reasons set name = case when $2 then $3 else name end, retired = coalesce($4, retired) where key = $1
     returning key, name, retired`,
    [key, name !== undefined, name ?? null, retired ?? null],
  );
  return row ?? null;
}

export async function orderAwayReasons(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.query(
    `update away_reasons r set position = row.place
     from unnest($1::text[]) with ordinality as row (key, place) where r.key = row.key`,
    [keys],
  );
}
