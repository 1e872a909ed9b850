import type { SlaPolicy } from '../sla/sla-policy.js';

const hours = 60;

/** Business hours, paused on hold; normal: 1 h first reply, 2 h next reply, 8 h resolution; urgent: a quarter of that. */
export function aSlaPolicy(differs: Partial<SlaPolicy> = {}): SlaPolicy {
  const normal = { first_reply: hours, next_reply: 2 * hours, resolution: 8 * hours };
  return {
    id: 'policy-1',
    name: 'Everybody',
    hours: 'business',
    pauseOnHold: true,
    targets: {
      low: { first_reply: null, next_reply: null, resolution: null },
      normal,
      high: normal,
      urgent: { first_reply: 15, next_reply: 30, resolution: 2 * hours },
    },
    escalation: [],
    ...differs,
  };
}
