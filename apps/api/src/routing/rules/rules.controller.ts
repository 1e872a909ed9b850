import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import {
  dryRunRules,
  routingRules,
  ruleDryRun,
  type DryRunRules,
  type RoutingRules,
  type RuleDryRun,
} from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers } from '../../http/answers.js';
import { RulesService } from './rules.service.js';

@Controller('api/routing-rules')
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  @Answers(routingRules)
  @Requires('queues.manage')
  @Get()
  read(): Promise<RoutingRules> {
    return this.rules.read();
  }

  @Answers(routingRules)
  @Requires('queues.manage')
  @Put()
  replace(@By() caller: Caller, @Body({ schema: routingRules }) body: RoutingRules): Promise<RoutingRules> {
    return this.rules.replace(caller, body);
  }

  @Answers(ruleDryRun)
  @Requires('queues.manage')
  @Post('dry-run')
  @HttpCode(200)
  dryRun(@Body({ schema: dryRunRules }) body: DryRunRules): Promise<RuleDryRun> {
    return this.rules.dryRun(body);
  }
}
