import { id } from '@diwan/contracts';
import { z } from 'zod';
import { ApiError } from './api-error.js';

/** A place in an ordered list: the sort key of the last row and its id. Opaque to clients. */
export type Keyset = { key: string; id: string };

export function encodeKeyset({ key, id }: Keyset): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

const byTime = z.tuple([z.iso.datetime().regex(/^[12]/), id]);
/** The feed of events is ordered by their numbers alone. */
export const byNumber = z.tuple([z.literal(''), z.string().regex(/^\d{1,18}$/)]);

/** @throws ApiError request.invalid for what was not made by `encodeKeyset` from such rows */
export function decodeKeyset(
  cursor: string | undefined,
  shape: typeof byTime | typeof byNumber = byTime,
): Keyset | null {
  if (cursor === undefined) return null;
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (parsed.success) return { key: parsed.data[0], id: parsed.data[1] };
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
