import { z } from 'zod';
import { visibleName } from './primitives.js';

/** Those that Diwan brings along and has a word for in every language. */
export const builtInAwayReasons = ['break', 'lunch', 'prayer', 'meeting', 'training', 'other'] as const;

/** One of the above, or an id. Never a state that Diwan sets by itself (`not_responding`). */
export const awayReasonKey = z.string().min(1).max(36);
const name = visibleName(60);

export const awayReason = z
  .object({
    key: z.string(),
    /** null: as Diwan calls it, in the language of who reads. */
    name: z.string().nullable(),
    /** Known by what happened before, offered to nobody. */
    retired: z.boolean(),
  })
  .meta({ id: 'AwayReason' });
export type AwayReason = z.infer<typeof awayReason>;

export const createAwayReason = z.object({ name }).meta({ id: 'CreateAwayReason' });
export type CreateAwayReason = z.infer<typeof createAwayReason>;

export const updateAwayReason = z
  .object({ name: name.nullable(), retired: z.boolean() })
  .partial()
  .meta({ id: 'UpdateAwayReason' });
export type UpdateAwayReason = z.infer<typeof updateAwayReason>;

/** All reasons, retired ones too, in the order in which they are offered from now on. */
export const orderAwayReasons = z.object({ keys: z.array(awayReasonKey).max(500) }).meta({ id: 'OrderAwayReasons' });
