import type { TicketIdentity, TicketStanding } from '@diwan/tickets';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

const identity = {
  id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'tickets_pkey' },
  number: { type: 'bigint' },
  channel: { type: 'text' },
  inboxId: { type: 'uuid' },
  contactId: { type: 'uuid' },
  subject: { type: 'text' },
  language: { type: 'text', nullable: true },
  createdAt: { type: 'timestamptz' },
  followUpOfId: { type: 'uuid', nullable: true },
  mayBelongToId: { type: 'uuid', nullable: true },
} satisfies Record<keyof TicketIdentity, EntitySchemaColumnOptions>;

export const TicketSchema = new EntitySchema<TicketIdentity>({
  name: 'Ticket',
  tableName: 'tickets',
  columns: identity,
  uniques: [{ name: 'tickets_number_key', columns: ['number'] }],
  indices: [{ name: 'tickets_contact_idx', synchronize: false }],
  foreignKeys: [
    { name: 'tickets_inbox_fkey', target: 'Inbox', columnNames: ['inboxId'], referencedColumnNames: ['id'] },
    { name: 'tickets_contact_fkey', target: 'Contact', columnNames: ['contactId'], referencedColumnNames: ['id'] },
  ],
});

/** `dueAt` is kept by what keeps the clocks (sla/keep), beside the version: nobody's screen is behind because of it. */
export type StandingRow = TicketStanding & { ticketId: string; dueAt: Date | null };

const standing = {
  ticketId: { type: 'uuid', primary: true, primaryKeyConstraintName: 'ticket_standings_pkey' },
  status: { type: 'text' },
  priority: { type: 'text' },
  queueId: { type: 'uuid' },
  assigneeId: { type: 'uuid', nullable: true },
  lastSeq: { type: 'integer' },
  snippet: { type: 'text' },
  lastActivityAt: { type: 'timestamptz' },
  waitingSince: { type: 'timestamptz', nullable: true },
  snoozedUntil: { type: 'timestamptz', nullable: true },
  solvedAt: { type: 'timestamptz', nullable: true },
  closedAt: { type: 'timestamptz', nullable: true },
  reopenCount: { type: 'integer', default: 0 },
  escalationLevel: { type: 'smallint', default: 0 },
  dueAt: { type: 'timestamptz', nullable: true },
  version: { type: 'integer', default: 1 },
} satisfies Record<keyof StandingRow, EntitySchemaColumnOptions>;

export const TicketStandingSchema = new EntitySchema<StandingRow>({
  name: 'TicketStanding',
  tableName: 'ticket_standings',
  columns: standing,
  indices: [
    'ticket_standings_assignee_idx',
    'ticket_standings_queue_idx',
    'ticket_standings_unassigned_idx',
    'ticket_standings_waiting_idx',
    'ticket_standings_solved_idx',
    'ticket_standings_routing_idx',
    'ticket_standings_due_idx',
    'ticket_standings_escalated_idx',
  ].map((name) => ({ name, synchronize: false as const })),
  checks: [
    {
      name: 'ticket_standings_status_known',
      expression: `status in ('new', 'open', 'pending', 'on_hold', 'solved', 'closed')`,
    },
    { name: 'ticket_standings_priority_known', expression: `priority in ('low', 'normal', 'high', 'urgent')` },
    { name: 'ticket_standings_solved_assigned', expression: `status <> 'solved' or assignee_id is not null` },
  ],
  foreignKeys: [
    {
      name: 'ticket_standings_ticket_fkey',
      target: 'Ticket',
      columnNames: ['ticketId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
