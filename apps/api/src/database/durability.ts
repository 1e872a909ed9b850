import type { Queryable } from './database.js';

export class UnsafeDatabaseError extends Error {}

const required = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Refuses a server that would acknowledge what it may forget (promise P2). */
export async function assertDurable(database: Queryable): Promise<void> {
  const rows = await database.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [required],
  );
  const off = rows.filter((row) => row.setting === 'off').map((row) => row.name);
  if (off.length > 0) {
    throw new UnsafeDatabaseError(
      `PostgreSQL runs with ${off.join(', ')} off and could lose mail that was acknowledged. Switch it on and start again.`,
    );
  }
}
