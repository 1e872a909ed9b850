import { z } from 'zod';

/**
 * Every error of the API, RFC 9457. `code` is the stable name that clients translate; `title` is English for logs;
 * `params` fill the translated sentence.
 */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    params: z.record(z.string(), z.unknown()).optional(),
    /** Where a request did not fit its contract. */
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), params: z.record(z.string(), z.unknown()).optional() }))
      .optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
