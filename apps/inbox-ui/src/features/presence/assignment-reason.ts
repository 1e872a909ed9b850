import type { Values } from '../../i18n/intl.js';

/** Why an agent was chosen, as the sentences of the catalogue want it: the rule, and what it rests on. */
export function reasonValues(reason: unknown): Values {
  const known = typeof reason === 'object' && reason !== null ? (reason as Record<string, unknown>) : {};
  return {
    rule: typeof known['rule'] === 'string' ? known['rule'] : 'other',
    load: numberOf(known['load']),
    capacity: numberOf(known['capacity']),
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
