import type { TicketEvent } from '@diwan/contracts';
import { ticketPriorities, ticketStatuses } from '@diwan/tickets';
import { isolated } from '../../../i18n/digits.js';
import type { Translate, Values } from '../../../i18n/intl.js';

/** The sentence of an event; losing its assignee is an assignment to nobody and reads differently. */
export function eventSentence({ type, params }: TicketEvent): string {
  return type === 'ticket.assigned' && params['to'] == null ? 'event.ticket.unassigned' : `event.${type}`;
}

/** Params of an event as the sentences of the catalogue want them: names isolated, statuses and priorities translated. */
export function eventValues({ actor, params }: TicketEvent, t: Translate): Values {
  return {
    actor: actor.name ? isolated(actor.name) : t(`actor.${actor.kind}`),
    from: wordOf(params['from'], t),
    to: wordOf(params['to'] ?? params['status'] ?? params['priority'] ?? params['assignee'], t),
    number: wordOf(params['number'], t),
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
