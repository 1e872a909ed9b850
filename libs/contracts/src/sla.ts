import {
  businessHoursProblemCodes,
  channelKinds,
  escalationRoles,
  holidayCalendars,
  slaHours,
  slaOutcomes,
  slaTargets,
  ticketPriorities,
} from '@diwan/tickets';
import { z } from 'zod';
import { id, instant, visibleName } from './primitives.js';

const name = visibleName();
const minute = z.number().int().min(0).max(1440);
/** Minutes of the local day, the end exclusive. */
const openIntervals = z.array(z.object({ fromMinute: minute, toMinute: minute })).max(12);
/** Seven days, the first is Monday. */
const weekHours = z.array(openIntervals).length(7);
/** Gregorian, as the day is called in the time zone of the hours. */
const localDate = z.iso.date();

export const season = z.object({ name, from: localDate, to: localDate, week: weekHours }).meta({ id: 'Season' });
export const holiday = z
  .object({
    name,
    calendar: z.enum(holidayCalendars),
    month: z.number().int().min(1).max(12),
    day: z.number().int().min(1).max(31),
    /** Of that calendar; null: every year. */
    year: z.number().int().min(1).max(9999).nullable(),
    /** None: closed all day. */
    intervals: openIntervals,
  })
  .meta({ id: 'Holiday' });

/** What is impossible together is refused field by field, with the codes of `businessHoursProblems`. */
export const businessHours = z
  .object({
    timeZone: z.string().min(1).max(64),
    week: weekHours,
    seasons: z.array(season).max(50),
    holidays: z.array(holiday).max(400),
  })
  .meta({ id: 'BusinessHours' });
export type BusinessHours = z.infer<typeof businessHours>;
/** `expected`: what was read before (null: nobody had saved any); where it is not so any more, nothing is changed. */
export const saveBusinessHours = businessHours
  .extend({ expected: businessHours.nullable() })
  .meta({ id: 'SaveBusinessHours' });
export type SaveBusinessHours = z.infer<typeof saveBusinessHours>;
export const businessHoursProblems = businessHoursProblemCodes;

/** `isDefault`: nobody has saved any; they follow the organisation's week and time zone. */
export const savedBusinessHours = z
  .object({ hours: businessHours, isDefault: z.boolean() })
  .meta({ id: 'SavedBusinessHours' });
export type SavedBusinessHours = z.infer<typeof savedBusinessHours>;

export const previewHours = z
  .object({
    hours: businessHours,
    /** Of a promise that is made at `at`. */
    minutes: z.number().int().min(1).max(525_600),
    at: instant.optional(),
  })
  .meta({ id: 'PreviewHours' });
export type PreviewHours = z.infer<typeof previewHours>;

export const hoursPreview = z
  .object({
    /** The day of `at` and the six after it. */
    days: z.array(
      z.object({
        date: localDate,
        why: z.enum(['week', 'season', 'holiday']),
        name: z.string().nullable(),
        openings: z.array(z.object({ from: instant, to: instant })),
      }),
    ),
    at: instant,
    /** Null: these hours never open for so long. */
    dueAt: instant.nullable(),
  })
  .meta({ id: 'HoursPreview' });
export type HoursPreview = z.infer<typeof hoursPreview>;

const texts = z.array(z.string().trim().min(1).max(200)).max(100).optional();
/** All that is given must hold, each by any of its values. Nothing given: every ticket. */
export const slaConditions = z
  .object({
    channels: z.array(z.enum(channelKinds)).max(10).optional(),
    inboxIds: z.array(id).max(200).optional(),
    languages: z.array(z.string().min(2).max(35)).max(50).optional(),
    /** Addresses (`ada@example.com`) or domains (`@example.com`). */
    contacts: texts,
    words: texts,
    /** Asked again whenever the tags of a ticket change. */
    tagIds: z.array(id).max(50).optional(),
  })
  .meta({ id: 'SlaConditions' });

const minutes = z.number().int().min(1).max(525_600).nullable();
const targetsOfPriority = z.object({ first_reply: minutes, next_reply: minutes, resolution: minutes });

export const slaEscalation = z
  .object({
    id,
    target: z.enum(slaTargets),
    when: z.discriminatedUnion('at', [
      z.object({ at: z.literal('percent'), percent: z.number().int().min(1).max(100) }),
      z.object({ at: z.literal('after_due'), minutes: z.number().int().min(1).max(525_600) }),
    ]),
    notify: z.array(z.enum(escalationRoles)).max(3),
    raiseTo: z.enum(ticketPriorities).nullable(),
    queueId: id.nullable(),
    raisesLevel: z.boolean(),
  })
  .meta({ id: 'SlaEscalation' });
export type SlaEscalation = z.infer<typeof slaEscalation>;
/** With the id of a step that there is already, it stays that step; a new one has none. */
export const saveSlaEscalation = slaEscalation.extend({ id: id.optional() }).meta({ id: 'SaveSlaEscalation' });
export type SaveSlaEscalation = z.infer<typeof saveSlaEscalation>;

const policySettings = {
  name,
  conditions: slaConditions,
  hours: z.enum(slaHours),
  pauseOnHold: z.boolean(),
  targets: z.object({
    low: targetsOfPriority,
    normal: targetsOfPriority,
    high: targetsOfPriority,
    urgent: targetsOfPriority,
  }),
};
const mostSteps = 20;
export const slaPolicy = z
  .object({ id, version: z.number().int(), ...policySettings, escalation: z.array(slaEscalation).max(mostSteps) })
  .meta({ id: 'SlaPolicy' });
export type SlaPolicy = z.infer<typeof slaPolicy>;
export const saveSlaPolicy = z
  .object({ ...policySettings, escalation: z.array(saveSlaEscalation).max(mostSteps) })
  .meta({ id: 'SaveSlaPolicy' });
export type SaveSlaPolicy = z.infer<typeof saveSlaPolicy>;
/** `version`: the one that was read. */
export const updateSlaPolicy = saveSlaPolicy
  .extend({ version: slaPolicy.shape.version })
  .meta({ id: 'UpdateSlaPolicy' });
export type UpdateSlaPolicy = z.infer<typeof updateSlaPolicy>;
/** All policies in the order in which they are asked from now on. */
export const orderSlaPolicies = z.object({ ids: z.array(id).max(500) }).meta({ id: 'OrderSlaPolicies' });

/** The soonest due of a ticket's running clocks. */
export const ticketPromise = z
  .object({ target: z.enum(slaTargets), dueAt: instant, state: z.enum(['running', 'breached']) })
  .meta({ id: 'TicketPromise' });
export type TicketPromise = z.infer<typeof ticketPromise>;

const span = { from: instant, to: instant.nullable() };
export const explainedClock = z
  .object({
    target: z.enum(slaTargets),
    instance: z.number().int(),
    /** ended: over, and nothing was promised. */
    state: z.enum(['running', 'paused', 'ended', ...slaOutcomes]),
    /** Null: measured, but nothing is promised. */
    targetMinutes: z.number().int().nullable(),
    startedAt: instant,
    dueAt: instant.nullable(),
    endedAt: instant.nullable(),
    breachedAt: instant.nullable(),
    hours: z.enum(slaHours),
    pauses: z.array(z.object({ ...span, status: z.enum(['pending', 'on_hold', 'solved', 'closed']) })),
    /** Time that did not count; the first twenty. */
    closed: z.array(
      z.object({
        from: instant,
        to: instant,
        why: z.enum(['outside_hours', 'season', 'holiday']),
        name: z.string().nullable(),
      }),
    ),
    moreClosed: z.boolean(),
    usedMs: z.number(),
    /** Below zero: so much too late. */
    remainingMs: z.number().nullable(),
  })
  .meta({ id: 'ExplainedClock' });
export type ExplainedClock = z.infer<typeof explainedClock>;

export const ticketPromises = z
  .object({
    policy: z.object({ id, name: z.string() }).nullable(),
    timeZone: z.string(),
    clocks: z.array(explainedClock),
    at: instant,
  })
  .meta({ id: 'TicketPromises' });
export type TicketPromises = z.infer<typeof ticketPromises>;
