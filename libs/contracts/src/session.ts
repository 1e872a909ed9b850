import { z } from 'zod';
import { id, instant } from './primitives.js';
import { preferences, roles } from './agent.js';
import { organisation } from './organisation.js';
import { permissions } from './permission.js';

export const signIn = z
  .object({ email: z.string().trim().toLowerCase().max(254), password: z.string().min(1).max(200) })
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof signIn>;

/** Who is signed in and what the screens need to know before they can draw anything. */
export const session = z
  .object({
    id,
    agent: z.object({ id, name: z.string(), email: z.string(), role: z.enum(roles), preferences }),
    permissions: z.array(z.enum(permissions)),
    organisation,
    demo: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

export const sessionEntry = z
  .object({
    id,
    current: z.boolean(),
    createdAt: instant,
    lastSeenAt: instant,
    address: z.string(),
    userAgent: z.string(),
  })
  .meta({ id: 'SessionEntry' });
export type SessionEntry = z.infer<typeof sessionEntry>;
