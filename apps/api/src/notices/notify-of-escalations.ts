import { system, type Escalated, type EscalationRole } from '@diwan/tickets';
import type { Tx } from '../database/database.js';
import type { StoredEvent } from '../events/domain-events.js';
import type { DurableHandler } from '../events/durable-handler.js';
import { recordEvents } from '../events/event.repository.js';
import { writeNotices, type NewNotice } from './notice.query.js';

/** Tells whom a policy's step names, or the leads when an agent escalates: each of them once, whoever reads the feed. */
export class NotifyOfEscalations implements DurableHandler {
  readonly name = 'notify_of_escalations';
  readonly types = ['ticket.escalated'] as const;

  async handle(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
    const written = await writeNotices(tx, events.flatMap(noticeOf));
    const told = new Map<string, Set<string>>();
    for (const { ticketId, agentId } of written) {
      told.set(ticketId, (told.get(ticketId) ?? new Set()).add(agentId));
    }
    await recordEvents(
      tx,
      [...told].map(([ticketId, agentIds]) => ({
        type: 'notices.written',
        payload: { agentIds: [...agentIds] },
        ticketId,
        actor: system,
      })),
    );
  }
}

const leads: readonly EscalationRole[] = ['lead'];

function noticeOf({ id: eventId, ticketId, actorId, payload, at }: StoredEvent): NewNotice[] {
  if (!ticketId) return [];
  const escalated = payload as Escalated;
  const about = { eventId, ticketId, at };
  if (escalated.by === 'agent') {
    // Whoever escalates knows of it, also a lead.
    const params = { agentId: actorId, reason: escalated.reason };
    return [{ ...about, kind: 'escalated', params, roles: leads, notTo: actorId }];
  }
  const { target, isLate, notify } = escalated;
  if (notify.length === 0) return [];
  return [{ ...about, kind: isLate ? 'overdue' : 'due_soon', params: { target }, roles: notify, notTo: null }];
}
