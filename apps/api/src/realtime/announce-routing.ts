import type { ServerFrame } from '@diwan/contracts';
import { visibilityOf } from '../auth/caller.js';
import type { StoredEvent } from '../events/domain-events.js';
import type { AgentSocket } from './agent-socket.js';

const moveTypes = new Set<string>(['tickets.moved', 'tickets.move_undone', 'tickets.move_retimed']);

/** One frame a move and socket, however many tickets: to who sees one of its queues, and to who had or has one of them. */
export function announceMoves(events: readonly StoredEvent[], sockets: Iterable<AgentSocket>): void {
  const moves = events.filter(({ type }) => moveTypes.has(type));
  if (moves.length === 0) return;
  for (const socket of sockets) {
    for (const move of moves.filter((each) => concerns(socket, each))) socket.send(frameOf(move));
  }
}

function concerns({ caller, topics }: AgentSocket, { payload }: StoredEvent): boolean {
  if (![...topics].some((topic) => topic === 'tickets' || topic.startsWith('ticket:'))) return false;
  const visibility = visibilityOf(caller);
  if (visibility.all || idsIn(payload['agentIds']).includes(visibility.agentId)) return true;
  return idsIn(payload['queueIds']).some((id) => visibility.queueIds.includes(id));
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function frameOf({ payload }: StoredEvent): ServerFrame {
  return { type: 'tickets_moved', moveId: String(payload['moveId']), count: Number(payload['count']) };
}

/** Whoever was offered a ticket, or whose offer is gone, looks again; nobody else learns of it. */
export function announceOffers(events: readonly StoredEvent[], sockets: Iterable<AgentSocket>): void {
  const agentIds = new Set(
    events.flatMap((event) => {
      if (event.type === 'ticket.offered') return String(event.payload['to']);
      return event.type === 'ticket.offer_passed' ? String(event.payload['by']) : [];
    }),
  );
  if (agentIds.size === 0) return;
  for (const socket of sockets) {
    if (agentIds.has(socket.caller.agent.id)) socket.send({ type: 'offers_changed' });
  }
}

/** Whoever was told something; what it is, is read over HTTP. */
export function announceNotices(events: readonly StoredEvent[], sockets: Iterable<AgentSocket>): void {
  const written = events.filter(({ type }) => type === 'notices.written');
  const agentIds = new Set(written.flatMap(({ payload }) => idsIn(payload['agentIds'])));
  if (agentIds.size === 0) return;
  for (const socket of sockets) {
    if (agentIds.has(socket.caller.agent.id)) socket.send({ type: 'notices_changed' });
  }
}
