import type { ChannelKind, ChannelWeights, OpenWork, RoutableAgent } from '@diwan/tickets';
import type { Tx } from '../../database/database.js';
import { capacitySql, weightsSql } from '../capacity/capacity.query.js';
import { isPresentSql, offeredSql, openWorkSql } from '../presence/presence.query.js';

type Row = {
  id: string;
  capacity: number;
  weights: ChannelWeights;
  lastAssignedAt: Date | null;
  channels: ChannelKind[];
  queues: Record<string, number>;
  skillIds: string[];
  work: OpenWork;
  hasOffer: boolean;
};

/**
 * Everybody to whom something may be given now. What they declared is held until commit: who goes away or is deactivated at
 * this moment either gets nothing, or is asked afterwards what becomes of it.
 */
export async function lockRoutableAgents(tx: Tx): Promise<RoutableAgent[]> {
  const held = await tx.query<{ agentId: string; channel: ChannelKind }>(
    `select p.agent_id as "agentId", p.channel from presences p
     join agents a on a.id = p.agent_id and a.active join heartbeats h on h.agent_id = p.agent_id
     where p.state = 'available' and ${isPresentSql} order by p.agent_id, p.channel for share of p, a`,
  );
  const channels = new Map<string, ChannelKind[]>();
  for (const { agentId, channel } of held) channels.set(agentId, [...(channels.get(agentId) ?? []), channel]);
  const rows = await tx.query<Omit<Row, 'channels'>>(
    `select a.id, ${capacitySql} as capacity, ${weightsSql} as weights, a.last_assigned_at as "lastAssignedAt", ${openWorkSql} as work,
       ${offeredSql} > 0 as "hasOffer",
       coalesce((select jsonb_object_agg(queue_id, after) from (
         select q.queue_id, min(q.overflow_after_seconds) as after from team_members m
         join team_queues q on q.team_id = m.team_id join queues u on u.id = q.queue_id and u.distribution <> 'manual'
         where m.agent_id = a.id group by q.queue_id) served), '{}') as queues,
       array(select skill_id from agent_skills k where k.agent_id = a.id)::text[] as "skillIds"
     from agents a where a.id = any($1) order by a.id`,
    [[...channels.keys()]],
  );
  return rows.map((row) => ({
    ...row,
    channels: channels.get(row.id) ?? [],
    queues: new Map(Object.entries(row.queues)),
    skillIds: new Set(row.skillIds),
  }));
}
