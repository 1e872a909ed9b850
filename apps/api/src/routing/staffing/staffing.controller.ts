import { Body, Controller, Param, Put } from '@nestjs/common';
import { id, queue, staffQueue, staffTeam, type Queue, type StaffQueue, type StaffTeam } from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers, AnswersList } from '../../http/answers.js';
import { StaffingService } from './staffing.service.js';

@Controller('api')
export class StaffingController {
  constructor(private readonly staffing: StaffingService) {}

  @Answers(queue)
  @Requires('queues.staff')
  @Put('queues/:id/teams')
  staffQueue(
    @By() caller: Caller,
    @Param('id', { schema: id }) queueId: string,
    @Body({ schema: staffQueue }) body: StaffQueue,
  ): Promise<Queue> {
    return this.staffing.staffQueue(caller, queueId, body);
  }

  /** Answers the ids of the active members. */
  @AnswersList(id)
  @Requires('queues.staff')
  @Put('teams/:id/members')
  staffTeam(
    @By() caller: Caller,
    @Param('id', { schema: id }) teamId: string,
    @Body({ schema: staffTeam }) body: StaffTeam,
  ): Promise<string[]> {
    return this.staffing.staffTeam(caller, teamId, body);
  }
}
