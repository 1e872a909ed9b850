import type { Preferences, Role } from '@diwan/contracts';
import type { ChannelWeights } from '@diwan/tickets';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/** Somebody who works here, with everything that never leaves the API. */
export type StoredAgent = {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** argon2id; null until an invitation is accepted. */
  passwordHash: string | null;
  active: boolean;
  preferences: Partial<Preferences>;
  /** How much weight of open work the agent carries at most; null and channels left out: as the organisation has it. */
  capacity: number | null;
  channelWeights: Partial<ChannelWeights>;
  lastAssignedAt: Date | null;
  createdAt: Date;
};

const columns = {
  id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'agents_pkey' },
  name: { type: 'text' },
  email: { type: 'text' },
  role: { type: 'text' },
  passwordHash: { type: 'text', nullable: true },
  active: { type: 'boolean', default: true },
  preferences: { type: 'jsonb', default: {} },
  capacity: { type: 'integer', nullable: true },
  channelWeights: { type: 'jsonb', default: {} },
  lastAssignedAt: { type: 'timestamptz', nullable: true },
  createdAt: { type: 'timestamptz' },
} satisfies Record<keyof StoredAgent, EntitySchemaColumnOptions>;

export const AgentSchema = new EntitySchema<StoredAgent>({
  name: 'Agent',
  tableName: 'agents',
  columns,
  uniques: [{ name: 'agents_email_key', columns: ['email'] }],
  checks: [
    { name: 'agents_role_known', expression: `role in ('agent', 'lead', 'manager', 'admin')` },
    { name: 'agents_capacity_bounded', expression: 'capacity between 0 and 1000' },
  ],
});
