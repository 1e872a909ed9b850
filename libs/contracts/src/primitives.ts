import { z } from 'zod';

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime({ offset: true });
export const id = z.uuid();
/** Opaque keyset position: give back what the last page said. */
export const cursor = z.string().max(500);

export const address = z.object({ name: z.string(), address: z.string() }).meta({ id: 'Address' });
export const emailAddress = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const pageQuery = z.object({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: cursor.nullable() });
}
