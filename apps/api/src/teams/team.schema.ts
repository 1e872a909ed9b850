import type { Queue } from '@diwan/contracts';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

export type StoredTeam = { id: string; name: string; createdAt: Date };
export type StoredQueue = {
  id: string;
  name: string;
  /** manual: agents take tickets themselves · assign: given out · offer: given to who accepts in time. */
  distribution: Queue['distribution'];
  offerSeconds: number;
  stickyMinutes: number;
  followUp: Queue['followUp'];
  followUpDays: number;
  createdAt: Date;
};

const columns = {
  id: { type: 'uuid', primary: true },
  name: { type: 'text' },
  createdAt: { type: 'timestamptz' },
} satisfies Record<keyof StoredTeam, EntitySchemaColumnOptions>;

export const TeamSchema = new EntitySchema<StoredTeam>({
  name: 'Team',
  tableName: 'teams',
  columns: { ...columns, id: { ...columns.id, primaryKeyConstraintName: 'teams_pkey' } },
  uniques: [{ name: 'teams_name_key', columns: ['name'] }],
});

const queueColumns = {
  ...columns,
  id: { ...columns.id, primaryKeyConstraintName: 'queues_pkey' },
  distribution: { type: 'text', default: 'manual' },
  offerSeconds: { type: 'integer', default: 20 },
  stickyMinutes: { type: 'integer', default: 10_080 },
  followUp: { type: 'text', default: 'reopen' },
  followUpDays: { type: 'integer', default: 14 },
} satisfies Record<keyof StoredQueue, EntitySchemaColumnOptions>;

export const QueueSchema = new EntitySchema<StoredQueue>({
  name: 'Queue',
  tableName: 'queues',
  columns: queueColumns,
  uniques: [{ name: 'queues_name_key', columns: ['name'] }],
  checks: [
    { name: 'queues_distribution_known', expression: `distribution in ('manual', 'assign', 'offer')` },
    { name: 'queues_offer_seconds_bounded', expression: 'offer_seconds between 5 and 600' },
    { name: 'queues_sticky_minutes_bounded', expression: 'sticky_minutes between 0 and 525600' },
    {
      name: 'queues_follow_up_known',
      expression: `follow_up in ('reopen', 'new_ticket', 'reopen_within')`,
    },
    { name: 'queues_follow_up_days_bounded', expression: 'follow_up_days between 1 and 365' },
  ],
});
