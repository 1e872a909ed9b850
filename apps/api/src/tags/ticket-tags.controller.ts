import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { tagTicket, ticketDetails, ticketParams, type TagTicket, type TicketDetails } from '@diwan/contracts';
import { Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { Answers } from '../http/answers.js';
import { TicketTagsService } from './ticket-tags.service.js';

@Controller('api/tickets')
export class TicketTagsController {
  constructor(private readonly tags: TicketTagsService) {}

  @Answers(ticketDetails)
  @Requires('tickets.update')
  @Post(':number/tags')
  @HttpCode(200)
  change(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: { number: number },
    @Body({ schema: tagTicket }) body: TagTicket,
  ): Promise<TicketDetails> {
    return this.tags.change(caller, number, body);
  }
}
