import type { TicketStatus } from '../ticket/ticket.js';
import type { SlaFact } from './sla-fact.js';
import { restIn, type RestingStatus, type SlaPolicy } from './sla-policy.js';

/** `to` is null while it lasts. */
export type SlaPause = { from: Date; to: Date | null; status: RestingStatus };

/** When `resolution` rested, and why: what its explanation needs. `policy` is the one that the ticket was opened under. */
export function slaPausesOf(facts: readonly SlaFact[], policy: SlaPolicy | null): SlaPause[] {
  const pauses: SlaPause[] = [];
  let status: TicketStatus = 'new';
  let inForce = policy;
  for (const fact of facts) {
    if (fact.type === 'status_changed') status = fact.to;
    if (fact.type === 'policy_changed') inForce = fact.to.policy;
    const rest = restIn(status, inForce);
    const last = pauses.at(-1);
    const lasting = last?.to === null ? last : null;
    if (rest === (lasting?.status ?? null)) continue;
    if (lasting) lasting.to = fact.at;
    if (rest) pauses.push({ from: fact.at, to: null, status: rest });
  }
  return pauses;
}
