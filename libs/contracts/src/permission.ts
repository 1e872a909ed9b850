/** What somebody may do. The table of who may is in apps/api/src/policies. */
export const permissions = [
  'tickets.read',
  'tickets.read_all',
  'tickets.reply',
  'tickets.update',
  'tickets.assign',
  'tickets.move',
  'presence.manage',
  'contacts.read',
  'inboxes.read',
  'inboxes.manage',
  'suspended_mail.read',
  'suspended_mail.manage',
  'agents.read',
  'agents.manage',
  'teams.manage',
  'queues.manage',
  'organisation.read',
  'organisation.manage',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];
