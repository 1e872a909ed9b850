/**
 * Every table in an order in which foreign keys hold. What is missing here on purpose: `sessions`, `invitations` and
 * `sign_in_attempts` (a restored system asks everybody to sign in), `event_cursors` (handlers begin after the restore, so
 * that nothing old is answered again), `idempotency_keys`, `sending_health` (the next message tells), `heartbeats` and
 * `offers` (of seconds ago).
 */
export const backupTables: readonly { name: string; columns: string }[] = [
  { name: 'organisations', columns: '*' },
  { name: 'agents', columns: '*' },
  { name: 'queues', columns: '*' },
  { name: 'teams', columns: '*' },
  { name: 'team_members', columns: '*' },
  { name: 'team_queues', columns: '*' },
  { name: 'away_reasons', columns: '*' },
  { name: 'presences', columns: '*' },
  { name: 'skills', columns: '*' },
  { name: 'agent_skills', columns: '*' },
  { name: 'routing_rules', columns: '*' },
  { name: 'inboxes', columns: '*' },
  { name: 'oauth_grants', columns: '*' },
  { name: 'mailbox_cursors', columns: '*' },
  { name: 'contacts', columns: '*' },
  { name: 'handles', columns: '*' },
  { name: 'tickets', columns: '*' },
  { name: 'ticket_standings', columns: '*' },
  { name: 'tags', columns: '*' },
  { name: 'ticket_tags', columns: '*' },
  { name: 'ticket_skills', columns: '*' },
  { name: 'passed_offers', columns: '*' },
  { name: 'moves', columns: '*' },
  { name: 'moved_tickets', columns: '*' },
  { name: 'ticket_reads', columns: '*' },
  { name: 'ticket_participants', columns: '*' },
  { name: 'messages', columns: '*' },
  { name: 'attachments', columns: '*' },
  { name: 'mail_receipts', columns: '*' },
  { name: 'mail_ids', columns: '*' },
  { name: 'automatic_mails', columns: '*' },
  { name: 'deliveries', columns: '*' },
  { name: 'clocks', columns: '*' },
  // Transaction ids mean nothing in another cluster; 0 lies below every position of the feed.
  { name: 'events', columns: `id, '0'::xid8 as xid, type, ticket_id, actor_kind, actor_id, payload, address, at` },
  { name: 'sla_policies', columns: '*' },
  { name: 'sla_terms', columns: '*' },
  { name: 'sla_standings', columns: '*' },
  { name: 'search_documents', columns: '*' },
];
