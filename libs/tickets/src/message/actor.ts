/** Who did something: an agent, a contact, a rule that an admin wrote, or Diwan itself. */
export type Actor =
  { kind: 'agent'; id: string } | { kind: 'contact'; id: string } | { kind: 'rule'; id: string } | { kind: 'system' };

export const actorKinds = ['agent', 'contact', 'rule', 'system'] as const satisfies readonly Actor['kind'][];

export const system: Actor = { kind: 'system' };

export function actorId(actor: Actor): string | null {
  return actor.kind === 'system' ? null : actor.id;
}
