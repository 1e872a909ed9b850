/** An SLA policy while it is typed, and how it becomes a request. */
import type { SaveSlaEscalation, SaveSlaPolicy, SlaPolicy } from '@diwan/contracts';
import { slaTargets, ticketPriorities, type SlaTarget, type TicketPriority } from '@diwan/tickets';
import { asciiDigits } from '../../../i18n/digits.js';
import { clockText, minutesOf } from '../hours/clock-time.js';

export type StepDraft = Omit<SaveSlaEscalation, 'when'> & { at: 'percent' | 'after_due'; amount: string };
export type TargetsDraft = ByTarget<string>;
export type PolicyDraft = Pick<SaveSlaPolicy, 'name' | 'hours' | 'pauseOnHold'> & {
  channels: string[];
  inboxIds: string[];
  tagIds: string[];
  /** One a line, or with commas between. */
  languages: string;
  contacts: string;
  words: string;
  targets: TargetsDraft;
  steps: StepDraft[];
};

export const blankStep: StepDraft = {
  target: 'first_reply',
  at: 'percent',
  amount: '80',
  notify: ['lead'],
  raiseTo: null,
  queueId: null,
  raisesLevel: false,
};

type ByTarget<T> = Record<TicketPriority, Record<SlaTarget, T>>;

function eachTarget<T>(make: (priority: TicketPriority, target: SlaTarget) => T): ByTarget<T> {
  const row = (priority: TicketPriority) =>
    Object.fromEntries(slaTargets.map((target) => [target, make(priority, target)])) as Record<SlaTarget, T>;
  return Object.fromEntries(ticketPriorities.map((priority) => [priority, row(priority)])) as ByTarget<T>;
}

const nothing = { first_reply: null, next_reply: null, resolution: null };
/** What a new policy begins with. */
const blankPolicy: SaveSlaPolicy = {
  name: '',
  conditions: {},
  hours: 'business',
  pauseOnHold: true,
  targets: { low: nothing, normal: nothing, high: nothing, urgent: nothing },
  escalation: [],
};

export function draftOf(policy: SlaPolicy | null): PolicyDraft {
  const { name, hours, pauseOnHold, conditions, targets, escalation } = policy ?? blankPolicy;
  const { channels = [], inboxIds = [], languages = [], contacts = [], words = [], tagIds = [] } = conditions;
  return {
    name,
    hours,
    pauseOnHold,
    channels,
    inboxIds,
    tagIds,
    languages: languages.join('\n'),
    contacts: contacts.join('\n'),
    words: words.join('\n'),
    targets: eachTarget((priority, target) => lengthText(targets[priority][target])),
    steps: escalation.map(({ when, ...step }) => ({
      ...step,
      at: when.at,
      amount: when.at === 'percent' ? String(when.percent) : clockText(when.minutes),
    })),
  };
}

function lengthText(minutes: number | null): string {
  return minutes === null ? '' : clockText(minutes);
}

const linesOf = (text: string) =>
  text
    .split(/[\n,،]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
const unlessEmpty = <K extends string, T>(key: K, values: readonly T[]) =>
  values.length > 0 ? ({ [key]: values } as Record<K, T[]>) : {};

/** What was typed and is no length, as the path of its field. */
export function faultsOf({ targets, steps }: PolicyDraft): string[] {
  const inTargets = ticketPriorities.flatMap((priority) =>
    slaTargets
      .filter((target) => targets[priority][target].trim() !== '' && !minutesOf(targets[priority][target]))
      .map((target) => `targets.${priority}.${target}`),
  );
  const inSteps = steps.flatMap((step, index) => (amountOf(step) ? [] : [`steps.${index}`]));
  return [...inTargets, ...inSteps];
}

function amountOf({ at, amount }: StepDraft): number {
  return (at === 'percent' ? Number(asciiDigits(amount)) : minutesOf(amount)) || 0;
}

export function requestOf(draft: PolicyDraft): SaveSlaPolicy {
  const { name, hours, pauseOnHold, channels, inboxIds, tagIds, languages, contacts, words, targets, steps } = draft;
  return {
    name,
    hours,
    pauseOnHold,
    conditions: {
      ...unlessEmpty('channels', channels as ('email' | 'chat' | 'phone')[]),
      ...unlessEmpty('inboxIds', inboxIds),
      ...unlessEmpty('languages', linesOf(languages)),
      ...unlessEmpty('contacts', linesOf(contacts)),
      ...unlessEmpty('words', linesOf(words)),
      ...unlessEmpty('tagIds', tagIds),
    },
    targets: eachTarget((priority, target) => minutesOf(targets[priority][target])),
    escalation: steps.map(({ at, amount, ...step }) => ({
      ...step,
      when:
        at === 'percent'
          ? { at, percent: amountOf({ ...step, at, amount }) }
          : { at, minutes: amountOf({ ...step, at, amount }) },
    })),
  };
}
