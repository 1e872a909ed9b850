import { unsolvedStatuses } from '@diwan/tickets';
import { z } from 'zod';
import { queueTeams } from './agent.js';
import { awayReasonKey } from './away-reason.js';
import { handOver, move } from './move.js';
import { declarePresence, presence } from './presence.js';
import { id, instant } from './primitives.js';

/** It is known that a queue is left to nobody: its tickets wait, for all to see. */
const leaveUnserved = z.boolean().default(false);

/** `expected`: what was read before; where it is not so any more somebody was quicker, and nothing is changed. */
export const staffQueue = z
  .object({ teams: queueTeams, expected: queueTeams, leaveUnserved })
  .meta({ id: 'StaffQueue' });
export type StaffQueue = z.infer<typeof staffQueue>;

export const staffTeam = z
  .object({ agentIds: z.array(id).max(1_000), expected: z.array(id).max(1_000), leaveUnserved })
  .meta({ id: 'StaffTeam' });
export type StaffTeam = z.infer<typeof staffTeam>;

/** How many unsolved tickets of an agent's the caller sees; statuses without any are left out. */
export const openWork = z
  .object({ status: z.enum(unsolvedStatuses), count: z.number().int() })
  .meta({ id: 'OpenWork' });
export type OpenWorkCount = z.infer<typeof openWork>;

/** Somebody is absent, and what becomes of their work: one request, done as a whole or not at all. */
export const coverAbsence = z
  .object({
    channels: declarePresence.shape.channels,
    /** offline: what a contact writes on a ticket that they keep brings it back into its queue; away: it waits for them. */
    state: z.enum(['away', 'offline']),
    reason: awayReasonKey.nullable().default(null),
    /** Told to colleagues, and when the tickets go back that nobody has touched since. */
    until: instant.nullable().default(null),
    /** Of each status: how many were counted, and where they go. What is not named is kept. */
    openWork: z
      .array(
        openWork.extend({
          handOver: z.discriminatedUnion('to', [z.object({ to: z.literal('keep') }), ...handOver.options]),
        }),
      )
      .max(unsolvedStatuses.length)
      .refine((all) => new Set(all.map((each) => each.status)).size === all.length, { error: 'repeated' }),
  })
  .meta({ id: 'CoverAbsence' });
export type CoverAbsence = z.infer<typeof coverAbsence>;

/** One move for each place that tickets went to. */
export const coveredAbsence = z.object({ presence, moves: z.array(move) }).meta({ id: 'CoveredAbsence' });
export type CoveredAbsence = z.infer<typeof coveredAbsence>;
