import { z } from 'zod';
import { id, instant, pageOf, pageQuery } from './primitives.js';

export const suspendedMail = z
  .object({
    id,
    inbox: z.object({ id, name: z.string() }),
    outcome: z.enum(['suspended', 'quarantined']),
    /** A suspension cause, or the parser's error code for quarantined mail. */
    cause: z.string(),
    detail: z.string(),
    from: z.string(),
    subject: z.string(),
    sizeBytes: z.number().int(),
    source: z.string(),
    receivedAt: instant,
    attempts: z.number().int(),
  })
  .meta({ id: 'SuspendedMail' });
export type SuspendedMail = z.infer<typeof suspendedMail>;
export const listSuspendedMail = pageQuery.extend({
  outcome: z.enum(['suspended', 'quarantined']).optional(),
  cause: z.string().max(60).optional(),
});
export const suspendedMailPage = pageOf(suspendedMail).meta({ id: 'SuspendedMailPage' });
export type SuspendedMailPage = z.infer<typeof suspendedMailPage>;

/** ids, or all of a cause, or all. `force` takes the mail in although the same rule would suspend it again. */
export const replaySuspendedMail = z
  .object({
    ids: z.array(id).max(500).optional(),
    all: z.boolean().default(false),
    cause: z.string().max(60).optional(),
    force: z.boolean().default(false),
  })
  .meta({ id: 'ReplaySuspendedMail' });
export type ReplaySuspendedMail = z.input<typeof replaySuspendedMail>;
export const replayResult = z.object({ queued: z.number().int() }).meta({ id: 'ReplayResult' });
export const discardResult = z.object({ discarded: z.number().int() }).meta({ id: 'DiscardResult' });
export const discardSuspendedMail = z.object({ ids: z.array(id).min(1).max(500) }).meta({ id: 'DiscardSuspendedMail' });
