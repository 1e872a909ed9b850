import { defaultChannelWeights } from '../routing/capacity.js';
import type { RoutableAgent, WaitingTicket } from '../routing/choose-agent.js';
import { minutesBefore } from './a-ticket.js';

/** A mail that has waited for ten minutes in the queue `queue-1`; give what the spec is about. */
export function aWaitingTicket(differs: Partial<WaitingTicket> = {}): WaitingTicket {
  return {
    id: 'ticket-1',
    priority: 'normal',
    dueAt: null,
    waitingSince: minutesBefore(10),
    channel: 'email',
    queueId: 'queue-1',
    skills: [],
    sticky: null,
    byOffer: false,
    passedBy: [],
    ...differs,
  };
}

/** Somebody with empty hands who serves `queue-1` on every channel. */
export function aRoutableAgent(id: string, differs: Partial<RoutableAgent> = {}): RoutableAgent {
  return {
    id,
    channels: ['email', 'chat', 'phone'],
    queues: new Map([['queue-1', 0]]),
    skillIds: new Set(),
    capacity: 100,
    weights: defaultChannelWeights,
    work: {},
    hasOffer: false,
    lastAssignedAt: null,
    ...differs,
  };
}
