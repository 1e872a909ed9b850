import { Controller, Get, Param } from '@nestjs/common';
import { ticketParams, ticketPromises, type TicketPromises } from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers } from '../../http/answers.js';
import { PromisesService } from './promises.service.js';

@Controller('api/tickets')
export class PromisesController {
  constructor(private readonly promises: PromisesService) {}

  @Answers(ticketPromises)
  @Requires('tickets.read')
  @Get(':number/promises')
  read(@By() caller: Caller, @Param({ schema: ticketParams }) { number }: { number: number }): Promise<TicketPromises> {
    return this.promises.read(caller, number);
  }
}
