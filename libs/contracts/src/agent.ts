import { followUpChoices } from '@diwan/tickets';
import { z } from 'zod';
import { ownCapacity } from './capacity.js';
import { handOver } from './move.js';
import { emailAddress, id, instant, visibleName } from './primitives.js';
import { languages, password } from './organisation.js';

export const roles = ['agent', 'lead', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];
export const themes = ['system', 'light', 'dark'] as const;

export const agent = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    teamIds: z.array(id),
    active: z.boolean(),
    ...ownCapacity,
    skillIds: z.array(id),
    /** Invited and has not chosen a password yet. */
    invited: z.boolean(),
    lastSeenAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Agent' });
export type Agent = z.infer<typeof agent>;

export const inviteAgent = z
  .object({
    name: visibleName(),
    email: emailAddress,
    role: z.enum(roles),
    teamIds: z.array(id).max(100),
  })
  .meta({ id: 'InviteAgent' });
export type InviteAgent = z.infer<typeof inviteAgent>;

/** The link is shown once: whoever holds it chooses the password. It works once and for 24 hours. */
export const invitation = z.object({ agent, path: z.string(), expiresAt: instant }).meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

export const invitationPreview = z
  .object({ name: z.string(), email: z.string(), organisationName: z.string() })
  .meta({ id: 'InvitationPreview' });
export type InvitationPreview = z.infer<typeof invitationPreview>;
export const acceptInvitation = z.object({ password }).meta({ id: 'AcceptInvitation' });

export const updateAgent = z
  .object({
    name: visibleName().optional(),
    role: z.enum(roles).optional(),
    teamIds: z.array(id).max(100).optional(),
    active: z.boolean().optional(),
    capacity: ownCapacity.capacity.optional(),
    channelWeights: ownCapacity.channelWeights.optional(),
    skillIds: z.array(id).max(100).optional(),
    /** With `active: false`, needed while the agent has unsolved tickets: whom they go to. */
    handOver: handOver.optional(),
  })
  .meta({ id: 'UpdateAgent' });
export type UpdateAgent = z.infer<typeof updateAgent>;

export const team = z.object({ id, name: z.string(), queueIds: z.array(id) }).meta({ id: 'Team' });
export type Team = z.infer<typeof team>;
export const saveTeam = z.object({ name: visibleName(), queueIds: z.array(id).max(100) }).meta({ id: 'SaveTeam' });
export type SaveTeam = z.infer<typeof saveTeam>;

export const distributions = ['manual', 'assign', 'offer'] as const;

/** Who serves a queue: at once (0), or as overflow what has waited for so long. */
export const queueTeams = z
  .array(z.object({ teamId: id, overflowAfterSeconds: z.number().int().min(0).max(604_800) }))
  .max(100);

const queueSettings = {
  name: visibleName(),
  /** manual: agents take tickets themselves · assign: given out · offer: given to who accepts in time. */
  distribution: z.enum(distributions),
  offerSeconds: z.number().int().min(5).max(600),
  /** How long whoever served a contact last is preferred for them; 0: not at all. */
  stickyMinutes: z.number().int().min(0).max(525_600),
  /**
   * What a contact's reply makes of a solved ticket: it is reopened, or there is a follow-up, or it is reopened within
   * `followUpDays` of solving and followed up later.
   */
  followUp: z.enum(followUpChoices),
  followUpDays: z.number().int().min(1).max(365),
};
export const queue = z.object({ id, ...queueSettings, teams: queueTeams }).meta({ id: 'Queue' });
export type Queue = z.infer<typeof queue>;
export const createQueue = z
  .object({
    ...queueSettings,
    followUp: queueSettings.followUp.default('reopen'),
    followUpDays: queueSettings.followUpDays.default(14),
    teams: queueTeams,
  })
  .meta({ id: 'CreateQueue' });
export type CreateQueue = z.infer<typeof createQueue>;
/** Strict, since `teams` would not be taken: who serves a queue is changed by staffing it, which asks what was seen. */
export const updateQueue = z.strictObject(queueSettings).meta({ id: 'UpdateQueue' });
export type UpdateQueue = z.infer<typeof updateQueue>;

/** Own settings, by the agent. Null: as the organisation has it. */
export const preferences = z
  .object({
    language: z.enum(languages).nullable(),
    theme: z.enum(themes),
    /** How long a reply can be taken back, in seconds. */
    undoSendSeconds: z.union([z.literal(0), z.literal(5), z.literal(10), z.literal(20), z.literal(30)]),
    signature: z.string().max(2000),
    shortcuts: z.boolean(),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof preferences>;

export const updateMe = z
  .object({ name: visibleName(), preferences: preferences.partial() })
  .partial()
  .meta({ id: 'UpdateMe' });
export type UpdateMe = z.infer<typeof updateMe>;
