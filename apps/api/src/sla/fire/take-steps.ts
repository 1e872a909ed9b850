import { escalateByPolicy, type Ticket } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import type { RecordedEvent } from '../../events/domain-events.js';
import { recordEvents } from '../../events/event.repository.js';
import { holdQueues } from '../../routing/queues/queue.query.js';
import { lockTickets, ticketEvents, updateStandings } from '../../tickets/ticket.repository.js';
import type { StoredPolicy, TermsHistory } from '../keep/terms-history.js';
import { listPoliciesInForce, type DueRow } from './due-clocks.query.js';

type Step = { ticketId: string; stepId: string; dueAt: Date };

/** Does what the policies say about clocks that are due, in the order in which it was due. */
export async function takeSteps(tx: Tx, due: readonly DueRow[], history: TermsHistory): Promise<void> {
  if (due.length === 0) return;
  const ticketIds = [...new Set(due.map(({ ticketId }) => ticketId))];
  const policies = await policiesOf(tx, ticketIds, history);
  const tickets = new Map((await lockTickets(tx, ticketIds)).map((ticket) => [ticket.id, ticket]));
  // A queue may be gone since the policy was saved.
  const queueIds = await holdQueues(tx, queuesOf(policies.values()));
  const changed = new Map<string, Ticket>();
  const events: RecordedEvent[] = [];
  for (const { ticketId, stepId } of due.map(stepOf).toSorted((a, b) => Number(a.dueAt) - Number(b.dueAt))) {
    const policy = policies.get(ticketId);
    const escalation = policy?.escalation.find(({ id }) => id === stepId);
    const ticket = changed.get(ticketId) ?? tickets.get(ticketId);
    if (!policy || !escalation || !ticket) continue;
    const queueId = escalation.queueId !== null && queueIds.has(escalation.queueId) ? escalation.queueId : null;
    const change = escalateByPolicy(ticket, { ...escalation, queueId });
    changed.set(ticketId, change.ticket);
    events.push(...ticketEvents(change, { kind: 'rule', id: policy.id }));
  }
  await updateStandings(tx, [...changed.values()]);
  await recordEvents(tx, events);
}

function queuesOf(policies: Iterable<StoredPolicy | undefined>): string[] {
  return [...policies].flatMap((policy) => policy?.escalation.flatMap((step) => step.queueId ?? []) ?? []);
}

function stepOf({ ticketId, kind, dueAt }: DueRow): Step {
  const [, , stepId = ''] = kind.split(':');
  return { ticketId, stepId, dueAt };
}

async function policiesOf(
  tx: Tx,
  ticketIds: readonly string[],
  history: TermsHistory,
): Promise<Map<string, StoredPolicy | undefined>> {
  const rows = await listPoliciesInForce(tx, ticketIds);
  return new Map(
    rows.map(({ ticketId, policyId, revision }) => [
      ticketId,
      history.of(revision).policies.find((policy) => policy.id === policyId),
    ]),
  );
}
