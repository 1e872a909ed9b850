import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import {
  agent,
  agentCapacity,
  capacitySettings,
  id,
  saveCapacity,
  type Agent,
  type AgentCapacity,
  type CapacitySettings,
  type SaveCapacity,
} from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers } from '../../http/answers.js';
import { CapacityService } from './capacity.service.js';

@Controller('api')
export class CapacityController {
  constructor(private readonly capacities: CapacityService) {}

  @Answers(capacitySettings)
  @Requires('agents.read')
  @Get('capacity')
  read(): Promise<CapacitySettings> {
    return this.capacities.read();
  }

  @Answers(capacitySettings)
  @Requires('staffing.manage')
  @Put('capacity')
  update(@By() caller: Caller, @Body({ schema: saveCapacity }) body: SaveCapacity): Promise<CapacitySettings> {
    return this.capacities.update(caller, body);
  }

  @Answers(agent)
  @Requires('staffing.manage')
  @Put('agents/:id/capacity')
  updateFor(
    @By() caller: Caller,
    @Param('id', { schema: id }) agentId: string,
    @Body({ schema: agentCapacity }) body: AgentCapacity,
  ): Promise<Agent> {
    return this.capacities.updateFor(caller, agentId, body);
  }
}
