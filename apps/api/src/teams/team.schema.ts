import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

export type StoredTeam = { id: string; name: string; createdAt: Date };
export type StoredQueue = { id: string; name: string; createdAt: Date };

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

export const QueueSchema = new EntitySchema<StoredQueue>({
  name: 'Queue',
  tableName: 'queues',
  columns: { ...columns, id: { ...columns.id, primaryKeyConstraintName: 'queues_pkey' } },
  uniques: [{ name: 'queues_name_key', columns: ['name'] }],
});
