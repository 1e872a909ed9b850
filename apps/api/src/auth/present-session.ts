import type { Preferences, Session } from '@diwan/contracts';
import type { StoredOrganisation } from '../organisation/organisation.schema.js';
import { presentOrganisation } from '../organisation/organisation.repository.js';
import { policies } from '../policies/policies.js';
import type { Caller } from './caller.js';

const defaults: Preferences = { language: null, theme: 'system', undoSendSeconds: 10, signature: '', shortcuts: true };

export function presentSession(
  { sessionId, agent }: Pick<Caller, 'sessionId' | 'agent'>,
  organisation: StoredOrganisation,
): Session {
  return {
    id: sessionId,
    agent: {
      id: agent.id,
      name: agent.name,
      email: agent.email,
      role: agent.role,
      preferences: { ...defaults, ...agent.preferences },
    },
    permissions: [...policies[agent.role]],
    organisation: presentOrganisation(organisation),
    demo: organisation.demo,
  };
}
