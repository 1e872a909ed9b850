import type { ServerFrame } from '@diwan/contracts';
import type { AgentSocket } from './agent-socket.js';
import type { TransientFrame } from './bus/realtime-bus.js';

/** What a visitor does, told to the agents who have the conversation open. */
export function announceTransient(frame: TransientFrame, sockets: Iterable<AgentSocket>): void {
  if (frame.type !== 'visitor_typing' && frame.type !== 'visitor_seen') return;
  for (const socket of sockets) {
    const number = socket.tickets.get(frame.ticketId);
    if (number !== undefined && socket.topics.has(`ticket:${number}`)) socket.send(frameOf(frame, number));
  }
}

function frameOf(
  frame: Extract<TransientFrame, { type: 'visitor_typing' | 'visitor_seen' }>,
  number: number,
): ServerFrame {
  if (frame.type === 'visitor_typing') return { type: 'visitor_typing', number, on: frame.on };
  const { deliveredSeq, readSeq } = frame;
  return { type: 'visitor_seen', number, deliveredSeq, readSeq };
}
