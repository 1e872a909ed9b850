import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import {
  coverAbsence,
  coveredAbsence,
  id,
  openWork,
  type CoverAbsence,
  type CoveredAbsence,
  type OpenWorkCount,
} from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers, AnswersList } from '../../http/answers.js';
import { AbsenceService } from './absence.service.js';

@Controller('api/agents/:id')
export class AbsenceController {
  constructor(private readonly absences: AbsenceService) {}

  @AnswersList(openWork)
  @Requires('presence.manage')
  @Get('open-work')
  openWork(@By() caller: Caller, @Param('id', { schema: id }) agentId: string): Promise<OpenWorkCount[]> {
    return this.absences.openWork(caller, agentId);
  }

  @Answers(coveredAbsence)
  @Requires('presence.manage')
  @Post('absence')
  @HttpCode(200)
  cover(
    @By() caller: Caller,
    @Param('id', { schema: id }) agentId: string,
    @Body({ schema: coverAbsence }) cover: CoverAbsence,
    @Headers('idempotency-key') key?: string,
  ): Promise<CoveredAbsence> {
    return this.absences.cover(caller, { agentId, cover }, key);
  }
}
