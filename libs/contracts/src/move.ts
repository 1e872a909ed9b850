import { ticketPriorities, ticketStatuses, unsolvedStatuses } from '@diwan/tickets';
import { z } from 'zod';
import { id, instant, pageOf } from './primitives.js';

/** Which tickets: those named, or all unsolved ones that fit. Strict: a word that nobody knows must not mean "all". */
export const moveSelection = z
  .union([
    z.strictObject({ numbers: z.array(z.number().int().positive()).min(1).max(1_000) }),
    z.strictObject({
      queueId: id.optional(),
      /** null: those of nobody. */
      assigneeId: id.nullable().optional(),
      status: z.enum(ticketStatuses).exclude(['solved', 'closed']).optional(),
      statuses: z.array(z.enum(unsolvedStatuses)).min(1).max(unsolvedStatuses.length).optional(),
      priority: z.enum(ticketPriorities).optional(),
    }),
  ])
  .meta({ id: 'MoveSelection' });
export type MoveSelection = z.infer<typeof moveSelection>;

const toNobody = z.object({ to: z.literal('nobody') });
const toAgents = z.object({ to: z.literal('agents'), agentIds: z.array(id).min(1).max(200) });

/** Whom tickets go to that cannot stay: back into their queues, or to these agents as evenly as what they carry allows. */
export const handOver = z.discriminatedUnion('to', [toNobody, toAgents]);
export type HandOver = z.infer<typeof handOver>;

/** Where to: another queue, other agents, or both. */
export const moveTarget = z
  .object({
    /** Left out: each stays in its queue. */
    queueId: id.optional(),
    /**
     * keep: whoever has it · nobody: it waits in its queue · agents: to these, as evenly as what they carry allows.
     */
    assignees: z.discriminatedUnion('to', [z.object({ to: z.literal('keep') }), toNobody, toAgents]),
  })
  .meta({ id: 'MoveTarget' });
export type MoveTarget = z.infer<typeof moveTarget>;

export const previewMove = z.object({ selection: moveSelection, target: moveTarget }).meta({ id: 'PreviewMove' });
export type PreviewMove = z.infer<typeof previewMove>;

const named = z.object({ id: id.nullable(), name: z.string(), count: z.number().int() });

/** What would happen, in counts, without doing it. */
export const movePreview = z
  .object({
    total: z.number().int(),
    /** Stands for these tickets where they are now; `POST /moves` asks for it. */
    seen: z.string(),
    /** nobody_serves: no agent serves the target queue · out_of_sight: the caller would not see them any more. */
    warnings: z.array(z.enum(['nobody_serves', 'out_of_sight'])),
    /** Already where they would go. */
    unchanged: z.number().int(),
    fromQueues: z.array(named),
    fromAssignees: z.array(named),
    /** What each receiver would get, and how many open tickets they would then have. */
    toAssignees: z.array(named.extend({ after: z.number().int() })),
  })
  .meta({ id: 'MovePreview' });
export type MovePreview = z.infer<typeof movePreview>;

export const startMove = previewMove
  .extend({
    /** Of the preview: when the tickets, their queues or assignees are others now, nothing is moved. */
    seen: z.string().min(1).max(100),
    reason: z.string().trim().max(500).default(''),
    /** Then back to where they were, all that still stand where this move put them. */
    backAt: instant.nullable().default(null),
  })
  .meta({ id: 'StartMove' });
export type StartMove = z.infer<typeof startMove>;

export const moveStates = ['running', 'done', 'undoing', 'undone'] as const;

export const move = z
  .object({
    id,
    by: z.object({ id, name: z.string() }),
    selection: moveSelection,
    target: moveTarget,
    reason: z.string(),
    state: z.enum(moveStates),
    total: z.number().int(),
    moved: z.number().int(),
    /** Not moved: solved, closed or taken by others meanwhile. Listed under /failures. */
    failed: z.number().int(),
    restored: z.number().int(),
    /** Has passed where `covers` is not back on shift yet: the tickets stay where they are until then. */
    backAt: instant.nullable(),
    /** Whose absence it covers. */
    covers: z.object({ id, name: z.string() }).nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    undoneAt: instant.nullable(),
  })
  .meta({ id: 'Move' });
export type Move = z.infer<typeof move>;
export const movePage = pageOf(move).meta({ id: 'MovePage' });
export type MovePage = z.infer<typeof movePage>;

/**
 * closed: solved or closed meanwhile · touched: somebody changed it since · gone: no longer visible to who moves ·
 * kept: changed since it was moved, and stayed.
 */
export const moveFailure = z
  .object({ number: z.number().int(), subject: z.string(), outcome: z.enum(['touched', 'closed', 'gone', 'kept']) })
  .meta({ id: 'MoveFailure' });
export type MoveFailure = z.infer<typeof moveFailure>;
