import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  id,
  orderSlaPolicies,
  saveSlaPolicy,
  slaPolicy,
  updateSlaPolicy,
  type SaveSlaPolicy,
  type SlaPolicy,
  type UpdateSlaPolicy,
} from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers, AnswersList } from '../../http/answers.js';
import { SlaPoliciesService } from './sla-policies.service.js';

@Controller('api/sla-policies')
export class SlaPoliciesController {
  constructor(private readonly policies: SlaPoliciesService) {}

  @AnswersList(slaPolicy)
  @Requires('organisation.read')
  @Get()
  list(): Promise<SlaPolicy[]> {
    return this.policies.list();
  }

  @Answers(slaPolicy)
  @Requires('queues.manage')
  @Post()
  create(@By() caller: Caller, @Body({ schema: saveSlaPolicy }) body: SaveSlaPolicy): Promise<SlaPolicy> {
    return this.policies.create(caller, body);
  }

  @AnswersList(slaPolicy)
  @Requires('queues.manage')
  @Put('order')
  order(@By() caller: Caller, @Body({ schema: orderSlaPolicies }) { ids }: { ids: string[] }): Promise<SlaPolicy[]> {
    return this.policies.order(caller, ids);
  }

  @Answers(slaPolicy)
  @Requires('queues.manage')
  @Put(':id')
  update(
    @By() caller: Caller,
    @Param('id', { schema: id }) policyId: string,
    @Body({ schema: updateSlaPolicy }) body: UpdateSlaPolicy,
  ): Promise<SlaPolicy> {
    return this.policies.update(caller, policyId, body);
  }

  @Requires('queues.manage')
  @Delete(':id')
  @HttpCode(204)
  delete(@By() caller: Caller, @Param('id', { schema: id }) policyId: string): Promise<void> {
    return this.policies.delete(caller, policyId);
  }
}
