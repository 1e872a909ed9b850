import { z } from 'zod';
import { id, visibleName } from './primitives.js';

const name = visibleName(80);

export const tag = z.object({ id, name: z.string() }).meta({ id: 'Tag' });
export type Tag = z.infer<typeof tag>;

/** How many tickets have it, and what names it; one that a rule or an SLA policy names can be neither deleted nor merged. */
export const usedTag = tag
  .extend({ tickets: z.number().int(), rules: z.number().int(), policies: z.number().int() })
  .meta({ id: 'UsedTag' });
export type UsedTag = z.infer<typeof usedTag>;

/** Refused where it is the name of another tag, in whatever spelling. */
export const saveTag = z.object({ name }).meta({ id: 'SaveTag' });
export type SaveTag = z.infer<typeof saveTag>;

/** Its tickets get the other tag, and it is gone. */
export const mergeTag = z.object({ intoId: id }).meta({ id: 'MergeTag' });

/** `addNames`: of tags that there are, in any spelling, or that there are from now on. */
export const tagTicket = z
  .object({
    addIds: z.array(id).max(50).default([]),
    addNames: z.array(name).max(50).default([]),
    removeIds: z.array(id).max(50).default([]),
  })
  .meta({ id: 'TagTicket' });
export type TagTicket = z.infer<typeof tagTicket>;
