import { ApiError } from './api-error.js';

/** A place in an ordered list: the sort key of the last row and its id. Opaque to clients. */
export type Keyset = { key: string; id: string };

export function encodeKeyset({ key, id }: Keyset): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** @throws InvalidRequest-like ApiError for what was not made by `encodeKeyset` */
export function decodeKeyset(cursor: string | undefined): Keyset | null {
  if (cursor === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string') {
      return { key: parsed[0], id: parsed[1] };
    }
  } catch {
    // Falls through to the one answer for every broken cursor.
  }
  throw new ApiError('request.invalid', { field: 'cursor' });
}

/** One row more than asked for was read: it says that there is a next page and is not shown. */
export function pageOfRows<T>(rows: readonly T[], limit: number, keyOf: (row: T) => Keyset) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeKeyset(keyOf(last)) : null };
}
