/** What an entry of the audit says beyond its title: readable, without ids; the exact record stands beside it. */
import type { AuditEntry } from '@diwan/contracts';
import { isolated } from '../../../i18n/digits.js';
import type { Format } from '../../../i18n/format.js';
import type { MessageId, Translate } from '../../../i18n/intl.js';

export type AuditSpeech = {
  t: Translate;
  format: Pick<Format, 'number' | 'dateTime'>;
  list: (values: string[]) => string;
  /** Of whatever has an id and a name; undefined when it is no longer there. */
  nameOf: (id: string) => string | undefined;
  /** Of the catalogue; undefined when it has none. */
  word: (id: string) => string | undefined;
  /** Why somebody is away. */
  reason: (key: string) => string | undefined;
};

/** Undefined for what has nothing to say to a reader. */
type Tell = (value: unknown, speech: AuditSpeech) => string | undefined;
type Detail = [label: MessageId, tell: Tell];

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const text: Tell = (value) =>
  typeof value === 'string' && value !== '' && !uuid.test(value) ? isolated(value) : undefined;
const time: Tell = (value, { format }) => (typeof value === 'string' ? format.dateTime(value) : undefined);
const number: Tell = (value, { format }) => (typeof value === 'number' ? format.number(value) : undefined);
const size: Tell = (value, { format }) => (Array.isArray(value) ? format.number(value.length) : undefined);
const worded =
  (prefix: string): Tell =>
  (value, { word }) =>
    typeof value === 'string' ? word(`${prefix}.${value}`) : undefined;

/** By its id, or by the name that it carries itself: it had that then. */
const named: Tell = (value, { nameOf }) => {
  if (typeof value === 'string') {
    const name = nameOf(value);
    return name === undefined ? undefined : isolated(name);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if ('name' in value) return text(value.name, {} as AuditSpeech);
  const id = 'teamId' in value ? value.teamId : null;
  const name = typeof id === 'string' ? nameOf(id) : undefined;
  return name === undefined ? undefined : isolated(name);
};
const eachOf =
  (tell: Tell): Tell =>
  (value, speech) => {
    const told = Array.isArray(value) ? value.flatMap((each) => tell(each, speech) ?? []) : [];
    return told.length === 0 ? undefined : speech.list(told);
  };
const firstOf =
  (...tells: Tell[]): Tell =>
  (value, speech) =>
    tells.reduce<string | undefined>((told, tell) => told ?? tell(value, speech), undefined);

const nobody: Tell = (value, { t }) => (value === null ? t('ticket.nobody') : undefined);
const state = firstOf(worded('status'), worded('priority'));
const presenceOrHealth = firstOf(worded('presence'), worded('health'));
const awayReason: Tell = (value, speech) => (typeof value === 'string' ? speech.reason(value) : undefined);

const details = {
  id: ['audit.detail.of', named],
  name: ['audit.detail.of', text],
  agentId: ['audit.detail.agent', named],
  role: ['audit.detail.role', worded('role')],
  from: ['audit.detail.from', firstOf(named, state, eachOf(named), text)],
  to: ['audit.detail.to', firstOf(named, state, eachOf(named), text)],
  by: ['audit.detail.agent', named],
  into: ['audit.detail.into', named],
  added: ['audit.detail.added', eachOf(named)],
  removed: ['audit.detail.removed', eachOf(named)],
  ids: ['audit.detail.order', eachOf(named)],
  keys: ['audit.detail.order', eachOf(awayReason)],
  state: ['audit.detail.state', presenceOrHealth],
  side: ['audit.detail.side', worded('health')],
  reasonName: ['audit.detail.reason', text],
  reason: ['audit.detail.reason', firstOf(awayReason, text)],
  channels: ['audit.detail.channels', eachOf(worded('channelKind'))],
  until: ['audit.detail.until', time],
  target: ['audit.detail.target', worded('promise.target')],
  level: ['audit.detail.level', number],
  dueAt: ['audit.detail.due', time],
  expiresAt: ['audit.detail.until', time],
  queueId: ['context.queue', named],
  priority: ['ticket.priority', worded('priority')],
  skillIds: ['skills.title', eachOf(named)],
  tags: ['tags.title', eachOf(named)],
  slaPolicyId: ['rules.slaPolicy', named],
  rules: ['audit.detail.rules', eachOf(text)],
  queueIds: ['audit.detail.queues', eachOf(named)],
  agentIds: ['audit.detail.people', eachOf(named)],
  count: ['audit.detail.count', number],
  tickets: ['audit.detail.tickets', number],
  receiptIds: ['audit.detail.mails', size],
  capacity: ['audit.detail.capacity', number],
  timeZone: ['audit.detail.timeZone', text],
  recipient: ['audit.detail.recipient', text],
  response: ['audit.detail.response', text],
  code: ['audit.detail.cause', firstOf(worded('cause'), text)],
  cause: ['audit.detail.cause', firstOf(worded('cause'), worded('audit.cause'))],
} as const satisfies Record<string, Detail>;

export function auditDetails({ type, payload }: Pick<AuditEntry, 'type' | 'payload'>, speech: AuditSpeech): string[] {
  const told = Object.entries(details).flatMap(([key, [label, tell]]) => {
    const inTicket = type === 'ticket.assigned' && (key === 'from' || key === 'to');
    const value = payload[key];
    const inWords = (inTicket ? firstOf(named, nobody) : tell)(value, speech);
    return inWords === undefined ? [] : [speech.t('audit.detail', { label: speech.t(label), value: inWords })];
  });
  return [...new Set(told)];
}
