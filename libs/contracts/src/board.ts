import { z } from 'zod';
import { queue } from './agent.js';
import { channelPresence } from './presence.js';
import { id, instant } from './primitives.js';

export const boardQueue = queue
  .extend({
    /** Nobody's, and the contact waits for us. */
    waiting: z.number().int(),
    /** Somebody's, and the contact waits for us. */
    inWork: z.number().int(),
    /** Since when the one that has waited longest of nobody's waits. */
    longestWaitSince: instant.nullable(),
    /** Unsolved, promised and due within 30 minutes. */
    atRisk: z.number().int(),
    /** Unsolved and past what was promised. */
    breached: z.number().int(),
    /** Unsolved, and a step or an agent has raised their level. */
    escalated: z.number().int(),
    /** Agents who serve it, are there and available on some channel. */
    agentsOn: z.number().int(),
  })
  .meta({ id: 'BoardQueue' });
export type BoardQueue = z.infer<typeof boardQueue>;

export const boardAgent = z
  .object({
    id,
    name: z.string(),
    present: z.boolean(),
    channels: z.array(channelPresence),
    load: z.number().int(),
    capacity: z.number().int(),
    openTickets: z.number().int(),
    queueIds: z.array(id),
  })
  .meta({ id: 'BoardAgent' });
export type BoardAgent = z.infer<typeof boardAgent>;

/** What a lead sees: the queues and people of their teams; managers and admins see all. */
export const board = z
  .object({ queues: z.array(boardQueue), agents: z.array(boardAgent), at: instant })
  .meta({ id: 'Board' });
export type Board = z.infer<typeof board>;
