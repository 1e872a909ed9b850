// Everything that can happen, on one page: event -> payload. Who reacts: durable handlers are registered in
// work/duties.ts, sockets hear of it through realtime/announcer.ts.
import type { Queue } from '@diwan/contracts';
import type { Actor, ChannelKind, ChannelWeights, PresenceState, Tag, TicketEvent } from '@diwan/tickets';

type Changed = { id: string; changed: string[] };
/** `queueIds` and `agentIds`: between which queues and people, so that each screen is told once. */
type Moved = { moveId: string; count: number; queueIds: string[]; agentIds: string[] };

/** Events that belong to no ticket: settings, people, deliveries' outcomes keep their ticket id where they have one. */
export type OtherEvent =
  | { type: 'message.sent'; payload: { messageId: string; response: string } }
  | { type: 'message.failed'; payload: { messageId: string; code: string } }
  | { type: 'message.uncertain'; payload: { messageId: string; code: string } }
  | { type: 'message.retried'; payload: { messageId: string } }
  | { type: 'message.marked_sent'; payload: { messageId: string } }
  | { type: 'message.cancelled'; payload: { messageId: string } }
  | { type: 'message.bounced'; payload: { messageId: string; status: string; action: string; recipient: string } }
  | { type: 'chat.ended'; payload: { by: 'visitor' | 'agent' } }
  | { type: 'chat.rated'; payload: { score: number } }
  | { type: 'chat.visitor_updated'; payload: { changed: string[] } }
  | { type: 'mail.suspended'; payload: { receiptId: string; cause: string } }
  | { type: 'mail.quarantined'; payload: { receiptId: string; code: string } }
  | { type: 'mail.replayed'; payload: { receiptIds: string[]; force: boolean } }
  | { type: 'mail.discarded'; payload: { receiptIds: string[] } }
  | { type: 'raw_mail.downloaded'; payload: { receiptId: string } }
  | { type: 'inbox.created'; payload: Changed }
  | { type: 'inbox.updated'; payload: Changed }
  | {
      type: 'inbox.health_changed';
      payload: { id: string; side: 'receiving' | 'sending'; state: string; code: string | null };
    }
  | { type: 'organisation.set_up'; payload: { demo: boolean } }
  | { type: 'organisation.updated'; payload: { changed: string[] } }
  | { type: 'agent.invited'; payload: { id: string; role: string } }
  | { type: 'agent.joined'; payload: { id: string } }
  | { type: 'agent.updated'; payload: Changed }
  | {
      type: 'agent.presence_changed';
      /** `reasonName`: what the reason was called then, where it had a name of its own. `cause`: an absence with an end ended. */
      payload: {
        id: string;
        channels: ChannelKind[];
        state: PresenceState;
        reason: string | null;
        reasonName?: string | null;
        until?: string | null;
        cause?: 'until';
      };
    }
  | { type: 'away_reason.created'; payload: { key: string; name: string } }
  | { type: 'away_reason.updated'; payload: { key: string; name: string | null; retired: boolean } }
  | { type: 'away_reasons.ordered'; payload: { keys: string[] } }
  /** `agentId` null: what holds for everybody. */
  | {
      type: 'capacity.updated';
      payload: { agentId: string | null; capacity: number | null; channelWeights: Partial<ChannelWeights> };
    }
  | { type: 'notices.written'; payload: { agentIds: string[] } }
  | { type: 'tickets.moved'; payload: Moved }
  | { type: 'tickets.move_undone'; payload: Moved }
  | { type: 'tickets.move_retimed'; payload: Moved & { until: string | null } }
  | { type: 'team.created'; payload: Changed }
  | { type: 'team.updated'; payload: Changed }
  | { type: 'queue.created'; payload: Changed }
  | { type: 'queue.updated'; payload: Changed }
  | { type: 'queue.teams_changed'; payload: { id: string; from: Queue['teams']; to: Queue['teams'] } }
  | { type: 'team.members_changed'; payload: { id: string; added: string[]; removed: string[] } }
  | { type: 'queue.deleted'; payload: { id: string } }
  | { type: 'routing_rules.updated'; payload: { version: number; count: number } }
  | { type: 'business_hours.updated'; payload: { timeZone: string } }
  | { type: 'sla_policy.created'; payload: Changed }
  | { type: 'sla_policy.updated'; payload: Changed }
  | { type: 'sla_policy.deleted'; payload: { id: string; name: string } }
  | { type: 'sla_policies.ordered'; payload: { ids: string[] } }
  | { type: 'skill.created'; payload: { id: string; name: string } }
  | { type: 'skill.deleted'; payload: { id: string } }
  | { type: 'tag.created'; payload: Tag }
  | { type: 'tag.renamed'; payload: { id: string; from: string; to: string } }
  | { type: 'tag.merged'; payload: Tag & { into: Tag; tickets: number } }
  | { type: 'tag.deleted'; payload: Tag & { tickets: number } }
  | { type: 'session.started'; payload: { sessionId: string } }
  | { type: 'session.ended'; payload: { sessionId: string } };

export type DomainEvent = TicketEvent | OtherEvent;
export type DomainEventType = DomainEvent['type'];

export type RecordedEvent = DomainEvent & { actor: Actor; ticketId: string | null };
export type StoredEvent = {
  id: string;
  xid: string;
  type: DomainEventType;
  ticketId: string | null;
  actorKind: Actor['kind'];
  actorId: string | null;
  payload: Record<string, unknown>;
  at: Date;
};
