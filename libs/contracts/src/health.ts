import { z } from 'zod';
import { inboxHealth } from './inbox.js';
import { id } from './primitives.js';

/** All that strangers are told. */
export const healthStatus = z.object({ status: z.enum(['ok', 'unavailable']) }).meta({ id: 'HealthStatus' });

export const channelsHealth = z
  .object({
    inboxes: z.array(inboxHealth.extend({ id, name: z.string(), sending: inboxHealth })),
    work: z.object({
      mailWaiting: z.number().int(),
      mailHeld: z.number().int(),
      deliveriesWaiting: z.number().int(),
      deliveriesFailed: z.number().int(),
      /** Age of the oldest thing that is due and not done. */
      oldestSeconds: z.number(),
    }),
  })
  .meta({ id: 'ChannelsHealth' });
