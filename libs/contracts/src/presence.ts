import { channelKinds, presenceStates } from '@diwan/tickets';
import { z } from 'zod';
import { awayReasonKey } from './away-reason.js';
import { id, instant } from './primitives.js';

export const channelPresence = z
  .object({
    channel: z.enum(channelKinds),
    state: z.enum(presenceStates),
    /** Key of an away reason, told to leads; its name is in /away-reasons. */
    reason: z.string().nullable(),
    since: instant,
    /** When they are expected back, if whoever declared it said so. */
    until: instant.nullable(),
    /** Somebody else declared it, such as a lead who covers for them: it holds although they are not there. */
    byOther: z.boolean(),
    /** When they were expected back, while there has been no sign of life since. */
    expectedAt: instant.nullable(),
  })
  .meta({ id: 'ChannelPresence' });
export type ChannelPresence = z.infer<typeof channelPresence>;

export const presence = z
  .object({
    /** There has been a sign of life within the last 50 seconds. */
    present: z.boolean(),
    channels: z.array(channelPresence),
    /** Sum of the weights of what the agent works on now. */
    load: z.number().int(),
    capacity: z.number().int(),
    /** Tickets that wait for an answer of this agent's. */
    openTickets: z.number().int(),
  })
  .meta({ id: 'Presence' });
export type Presence = z.infer<typeof presence>;

export const declarePresence = z
  .object({
    channels: z
      .array(z.enum(channelKinds))
      .min(1)
      .max(channelKinds.length)
      .refine((channels) => new Set(channels).size === channels.length, { error: 'repeated' }),
    state: z.enum(presenceStates).exclude(['not_responding']),
    reason: awayReasonKey.nullable().default(null),
    /** What becomes of the agent's tickets that wait for an answer: kept, or back into their queues. */
    openWork: z.enum(['keep', 'return']).default('keep'),
  })
  .meta({ id: 'DeclarePresence' });
export type DeclarePresence = z.infer<typeof declarePresence>;

/** A ticket that is offered to the agent who asks, until `expiresAt`. */
export const offer = z
  .object({
    number: z.number().int(),
    subject: z.string(),
    channel: z.enum(channelKinds),
    contactName: z.string(),
    queue: z.object({ id, name: z.string() }),
    waitingSince: instant.nullable(),
    offeredAt: instant,
    expiresAt: instant,
    /** Why it came: rule and what it rests on, as in `ticket.assigned`. */
    reason: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Offer' });
export type Offer = z.infer<typeof offer>;
