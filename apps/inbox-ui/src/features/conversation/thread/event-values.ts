import type { TicketEvent } from '@diwan/contracts';
import { slaTargets, ticketPriorities, ticketStatuses, type AwayFor } from '@diwan/tickets';
import { isolated } from '../../../i18n/digits.js';
import type { Translate, Values } from '../../../i18n/intl.js';
import { reasonWord } from '../../../ui/presence-word.js';
import { reasonValues } from '../../presence/assignment-reason.js';

export const chatScores = [1, 2, 3, 4, 5] as const;

/** Why a ticket changed hands, where that has a sentence of its own; the rest is told as what somebody did. */
const gains: readonly string[] = ['routed', 'offer_accepted', 'agent_replied'];
const losses: readonly string[] = ['agent_away', 'agent_absent', 'agent_left'];

/** The sentence of an event; losing its assignee is an assignment to nobody and reads differently. */
export function eventSentence({ type, params }: TicketEvent): string {
  if (type === 'ticket.escalated' && params['by'] === 'agent') return 'event.ticket.escalatedByHand';
  if (type === 'ticket.tagged') return `event.ticket.tagged.${taggedHow(params)}`;
  if (type !== 'ticket.assigned') return `event.${type}`;
  const cause = causeOf(params);
  if (params['to'] == null && cause === 'agent_away' && isReason(params['awayFor']))
    return 'event.ticket.unassigned.agent_awayFor';
  if (params['to'] == null)
    return losses.includes(cause) ? `event.ticket.unassigned.${cause}` : 'event.ticket.unassigned';
  return gains.includes(cause) ? `event.ticket.assigned.${cause}` : 'event.ticket.assigned';
}

/** Params of an event as the sentences of the catalogue want them: names isolated, statuses and priorities translated. */
export function eventValues({ actor, type, params }: TicketEvent, t: Translate): Values {
  return {
    actor: actor.name ? isolated(actor.name) : t(`actor.${actor.kind}`),
    from: wordOf(params['from'], t),
    to: wordOf(params['to'] ?? params['status'] ?? params['priority'] ?? params['assignee'], t),
    number: wordOf(params['number'], t),
    by: wordOf(params['by'], t),
    cause: causeOf(params),
    awayFor: isReason(params['awayFor']) ? (reasonWord(params['awayFor'], t) ?? t('presence.away')) : '',
    target: targetName(params['target'], t),
    ...chatValues(params, t),
    reason: isolated(textOf(params['reason'])),
    ...reasonValues(params['reason']),
    ...(type === 'ticket.routed' ? routedValues(params, t) : {}),
    ...(type === 'ticket.tagged' ? taggedValues(params, t) : {}),
    ...(type === 'ticket.moved' || type === 'ticket.move_undone' ? moveValues(params, t) : {}),
  };
}

/** As it was called when it happened. */
function isReason(value: unknown): value is AwayFor {
  return typeof value === 'object' && value !== null && 'key' in value;
}

function causeOf({ cause }: TicketEvent['params']): string {
  return typeof cause === 'string' ? cause : 'other';
}

/** Names come as plain text here: a colleague may be called like a status. */
function moveValues(params: TicketEvent['params'], t: Translate): Values {
  const named = (value: unknown) => (typeof value === 'string' && value !== '' ? isolated(value) : t('ticket.nobody'));
  const reason = textOf(params['reason']);
  return {
    queue: named(params['queue']),
    to: named(params['to']),
    why: isolated(reason),
    hasWhy: String(reason !== ''),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** How a chat was rated, and what its visitor said of themselves. */
function chatValues({ score, changed }: TicketEvent['params'], t: Translate): Values {
  const known = chatScores.find((each) => each === score);
  const said = Array.isArray(changed) ? changed.length : 0;
  return {
    score: known ? t('chat.score', { score: known, most: 5, word: t(`chat.score.${known}`) }) : '',
    what: said > 1 ? 'both' : Array.isArray(changed) ? String(changed[0]) : '',
  };
}

function targetName(value: unknown, t: Translate): string {
  const target = slaTargets.find((one) => one === value);
  return target ? t(`promise.target.${target}`) : '';
}

function all(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function taggedHow({ cause, added, removed }: TicketEvent['params']): string {
  if (cause === 'follow_up') return 'follow_up';
  if (cause === 'merged') return all(added).length > 0 ? 'mergedInto' : 'merged';
  if (all(removed).length === 0) return 'added';
  return all(added).length === 0 ? 'removed' : 'both';
}

function taggedValues({ added, removed }: TicketEvent['params'], t: Translate): Values {
  const names = (tags: unknown) =>
    all(tags)
      .map((tag) => wordOf(tag, t))
      .join(`${t('list.separator')} `);
  return { added: names(added), removed: names(removed) };
}

/** What rules decided, in the words in which the rules themselves are told. */
function routedValues(
  { queueId, priority, skillIds, tags, slaPolicyId, rules }: TicketEvent['params'],
  t: Translate,
): Values {
  const joined = (values: string[]) => values.join(`${t('list.separator')} `);
  // Without a name it was deleted since.
  const named = (value: unknown) => (typeof value === 'object' ? wordOf(value, t) : t('rules.gone'));
  return {
    rules: joined(all(rules).map((name) => t('rules.quoted', { text: isolated(String(name)) }))),
    what: joined([
      ...(queueId == null ? [] : [t('rules.then.queue', { name: named(queueId) })]),
      ...(priority == null ? [] : [t('rules.then.priority', { name: wordOf(priority, t) })]),
      ...all(skillIds).map((skill) => t('rules.then.skills', { values: named(skill) })),
      ...(all(tags).length === 0 ? [] : [t('rules.then.tags', { values: joined(all(tags).map(named)) })]),
      ...(slaPolicyId == null ? [] : [t('rules.then.slaPolicy', { name: named(slaPolicyId) })]),
    ]),
  };
}

function wordOf(value: unknown, t: Translate): string {
  if (value === null || value === undefined) return t('ticket.nobody');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return 'name' in value && typeof value.name === 'string' ? isolated(value.name) : '';
  const status = ticketStatuses.find((one) => one === value);
  if (status) return t(`status.${status}`);
  const priority = ticketPriorities.find((one) => one === value);
  if (priority) return t(`priority.${priority}`);
  return typeof value === 'string' ? isolated(value) : '';
}
