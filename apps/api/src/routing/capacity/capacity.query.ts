import type { AgentCapacity, CapacitySettings } from '@diwan/contracts';
import type { ChannelWeights } from '@diwan/tickets';
import type { Queryable, Tx } from '../../database/database.js';

/** SQL for what agent `a` carries at most, and what a ticket of each channel weighs for them. */
export const capacitySql = '(select coalesce(a.capacity, o.capacity) from organisations o where o.id = 1)';
export const weightsSql = '(select o.channel_weights || a.channel_weights from organisations o where o.id = 1)';

export type CapacityRow = { capacity: number; weights: ChannelWeights };

export async function getCapacity(database: Queryable): Promise<CapacitySettings> {
  const [row] = await database.query<CapacitySettings>(
    'select capacity, channel_weights as "channelWeights" from organisations where id = 1',
  );
  if (!row) throw new Error('there is no organisation yet');
  return row;
}

/** Answers false when it is not as expected any more. */
export async function writeCapacity(tx: Tx, settings: CapacitySettings, expected: CapacitySettings): Promise<boolean> {
  const values = [settings, expected].flatMap((each) => [each.capacity, JSON.stringify(each.channelWeights)]);
  const rows = await tx.query(
    `update organisations set capacity = $1, channel_weights = $2
     where id = 1 and capacity = $3 and channel_weights = $4::jsonb returning id`,
    values,
  );
  return rows.length > 0;
}

/** Answers false when there is no such agent. */
export async function writeAgentCapacity(tx: Tx, agentId: string, own: AgentCapacity): Promise<boolean> {
  const rows = await tx.query('update agents set capacity = $2, channel_weights = $3 where id = $1 returning id', [
    agentId,
    own.capacity,
    JSON.stringify(own.channelWeights),
  ]);
  return rows.length > 0;
}
