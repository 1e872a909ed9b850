import type { ServerFrame } from '@diwan/contracts';
import type { QueryKey } from '@tanstack/react-query';
import { keys } from '../api/keys.js';

/** Of the moment and never read again: whoever shows it listens to it. */
export type LiveFrame = Extract<ServerFrame, { type: 'visitor_typing' | 'visitor_seen' }>;
type StateFrame = Exclude<ServerFrame, LiveFrame>;

const staleAfter: Record<Exclude<StateFrame['type'], 'tickets_changed'>, QueryKey[]> = {
  tickets_moved: [keys.lists, keys.counts, keys.presence, keys.board, keys.moves, keys.anyTicket, keys.anyTimeline],
  presence_changed: [keys.presence, keys.board],
  // Whoever let one go by is not responding now.
  offers_changed: [keys.offers, keys.presence],
  notices_changed: [keys.notices],
  tags_changed: [keys.tags, keys.lists, keys.anyTicket],
  inboxes_changed: [keys.inboxes, keys.widgets],
  suspended_mail_changed: [keys.suspendedMail, keys.counts],
  ready: [],
  subscribed: [],
  refused: [],
};

/** Which queries an announcement makes stale. The socket carries no state; state is read over HTTP. */
export function staleKeys(frame: StateFrame): QueryKey[] {
  if (frame.type !== 'tickets_changed') return staleAfter[frame.type];
  const ofTickets = frame.tickets.flatMap(({ number }) => [keys.ticket(number), keys.timeline(number)]);
  return [keys.lists, keys.counts, keys.presence, keys.board, ...ofTickets];
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
  keys.notices,
  keys.board,
  keys.moves,
];
