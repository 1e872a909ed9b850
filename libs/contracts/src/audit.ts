import { z } from 'zod';
import { actorKinds } from '@diwan/tickets';
import { id, instant, pageOf } from './primitives.js';

export const auditEntry = z
  .object({
    id: z.string(),
    type: z.string(),
    actor: z.object({ kind: z.enum(actorKinds), id: id.nullable(), name: z.string().nullable() }),
    ticketNumber: z.number().int().nullable(),
    payload: z.record(z.string(), z.unknown()),
    address: z.string().nullable(),
    at: instant,
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;
export const auditPage = pageOf(auditEntry).meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof auditPage>;
