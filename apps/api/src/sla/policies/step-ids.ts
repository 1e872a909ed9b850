import type { SaveSlaPolicy, SlaPolicy } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';

export type PolicySettings = Omit<SlaPolicy, 'id' | 'version'>;

/**
 * What was taken is known by the id of its step. One that this policy has stays; a new step gets one, and so does one that
 * brings another's along, or comes twice.
 */
export function withStepIds(policy: SaveSlaPolicy, saved: readonly { id: string }[]): PolicySettings {
  const free = new Set(saved.map(({ id }) => id));
  const escalation = policy.escalation.map((step) => ({
    ...step,
    id: step.id !== undefined && free.delete(step.id) ? step.id : uuidv7(),
  }));
  return { ...policy, escalation };
}
