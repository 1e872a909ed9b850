import { Injectable } from '@nestjs/common';
import type { Agent, AgentCapacity, CapacitySettings, SaveCapacity } from '@diwan/contracts';
import { findAgent } from '../../agents/agent.query.js';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { getCapacity, writeAgentCapacity, writeCapacity } from './capacity.query.js';

/** How much everybody carries. The event of a change wakes routing, which fills whatever room there is now. */
@Injectable()
export class CapacityService {
  constructor(private readonly database: Database) {}

  read(): Promise<CapacitySettings> {
    return getCapacity(this.database);
  }

  /** @throws ApiError settings.stale_version */
  update(caller: Caller, { expected, ...settings }: SaveCapacity): Promise<CapacitySettings> {
    return this.database.transaction(async (tx) => {
      if (!(await writeCapacity(tx, settings, expected))) throw new ApiError('settings.stale_version');
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'capacity.updated', payload: { agentId: null, ...settings } }, by);
      return getCapacity(tx);
    });
  }

  updateFor(caller: Caller, agentId: string, own: AgentCapacity): Promise<Agent> {
    return this.database.transaction(async (tx) => {
      if (!(await writeAgentCapacity(tx, agentId, own))) throw notFound();
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'capacity.updated', payload: { agentId, ...own } }, by);
      const agent = await findAgent(tx, agentId);
      if (!agent) throw notFound();
      return agent;
    });
  }
}
