import { z } from 'zod';

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime({ offset: true });
export const id = z.uuid();
/** Opaque keyset position: give back what the last page said. */
export const cursor = z.string().max(500);

export const address = z.object({ name: z.string(), address: z.string() }).meta({ id: 'Address' });
/** Zero-width and other characters that are there and show nothing, the blank of Braille among them. */
const unseen = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;
const seen = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What people find something by: at least one character of it can be seen. Nothing at all is too short, and only that. */
export function visibleName(most = 120) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((name) => name === '' || seen.test(name.replace(unseen, '')), { error: 'invisible' });
}

export const emailAddress = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const pageQuery = z.object({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: cursor.nullable() });
}
