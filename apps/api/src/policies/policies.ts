import { permissions, type Permission, type Role } from '@diwan/contracts';

const agent: readonly Permission[] = [
  'tickets.read',
  'tickets.reply',
  'tickets.update',
  'tickets.assign',
  'contacts.read',
  'inboxes.read',
  'agents.read',
  'organisation.read',
];
const lead: readonly Permission[] = [...agent, 'tickets.move', 'presence.manage', 'queues.staff'];
// Suspended mail has no queue yet: whoever sees it sees what came for any of them.
const manager: readonly Permission[] = [
  ...lead,
  'tickets.read_all',
  'audit.read',
  'queues.manage',
  'staffing.manage',
  'suspended_mail.read',
  'suspended_mail.manage',
];

/**
 * Who may do what. Scope: without `tickets.read_all` only tickets of queues that one's teams serve, and one's own; without
 * `queues.manage` only those queues are staffed, and only one's own teams.
 */
export const policies: Readonly<Record<Role, readonly Permission[]>> = { agent, lead, manager, admin: permissions };

export function may(role: Role, permission: Permission): boolean {
  return policies[role].includes(permission);
}
