import type { ServerFrame } from '@diwan/contracts';
import type { QueryKey } from '@tanstack/react-query';
import { keys } from '../api/keys.js';

/** Of the moment and never read again: whoever shows it listens to it. */
export type LiveFrame = Extract<ServerFrame, { type: 'visitor_typing' | 'visitor_seen' }>;

/** Which queries an announcement makes stale. The socket carries no state; state is read over HTTP. */
export function staleKeys(frame: Exclude<ServerFrame, LiveFrame>): QueryKey[] {
  switch (frame.type) {
    case 'tickets_changed':
      return [
        keys.lists,
        keys.counts,
        keys.presence,
        keys.board,
        ...frame.tickets.flatMap(({ number }) => [keys.ticket(number), keys.timeline(number)]),
      ];
    case 'tickets_moved':
      return [keys.lists, keys.counts, keys.presence, keys.board, keys.moves, keys.anyTicket, keys.anyTimeline];
    case 'presence_changed':
      return [keys.presence, keys.board];
    case 'offers_changed':
      // Whoever let one go by is not responding now.
      return [keys.offers, keys.presence];
    case 'tags_changed':
      return [keys.tags, keys.lists, keys.anyTicket];
    case 'inboxes_changed':
      return [keys.inboxes, keys.widgets];
    case 'suspended_mail_changed':
      return [keys.suspendedMail, keys.counts];
    case 'ready':
    case 'subscribed':
    case 'refused':
      return [];
  }
}

/** What every screen reads again after a connection was lost, for nobody knows what was missed. */
export const keysAfterReconnect: QueryKey[] = [
  ['tickets'],
  keys.anyTicket,
  keys.anyTimeline,
  keys.tags,
  keys.inboxes,
  keys.widgets,
  keys.suspendedMail,
  keys.presence,
  keys.offers,
  keys.board,
  keys.moves,
];
