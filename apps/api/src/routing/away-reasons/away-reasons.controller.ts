import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  awayReason,
  awayReasonKey,
  createAwayReason,
  orderAwayReasons,
  updateAwayReason,
  type AwayReason,
  type CreateAwayReason,
  type UpdateAwayReason,
} from '@diwan/contracts';
import { Requires, SignedIn } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { AnswersList } from '../../http/answers.js';
import { AwayReasonsService } from './away-reasons.service.js';

@Controller('api/away-reasons')
export class AwayReasonsController {
  constructor(private readonly reasons: AwayReasonsService) {}

  @AnswersList(awayReason)
  @SignedIn()
  @Get()
  list(): Promise<AwayReason[]> {
    return this.reasons.list();
  }

  @AnswersList(awayReason)
  @Requires('staffing.manage')
  @Post()
  @HttpCode(200)
  create(@By() caller: Caller, @Body({ schema: createAwayReason }) body: CreateAwayReason): Promise<AwayReason[]> {
    return this.reasons.create(caller, body);
  }

  @AnswersList(awayReason)
  @Requires('staffing.manage')
  @Put('order')
  order(@By() caller: Caller, @Body({ schema: orderAwayReasons }) body: { keys: string[] }): Promise<AwayReason[]> {
    return this.reasons.order(caller, body.keys);
  }

  @AnswersList(awayReason)
  @Requires('staffing.manage')
  @Put(':key')
  update(
    @By() caller: Caller,
    @Param('key', { schema: awayReasonKey }) key: string,
    @Body({ schema: updateAwayReason }) body: UpdateAwayReason,
  ): Promise<AwayReason[]> {
    return this.reasons.update(caller, key, body);
  }
}
