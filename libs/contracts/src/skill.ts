import { z } from 'zod';
import { id, visibleName } from './primitives.js';

/** What somebody can do that a ticket may ask for: a language, a product. */
export const skill = z.object({ id, name: z.string() }).meta({ id: 'Skill' });
export type Skill = z.infer<typeof skill>;
export const createSkill = z.object({ name: visibleName(80) }).meta({ id: 'CreateSkill' });
export type CreateSkill = z.infer<typeof createSkill>;
