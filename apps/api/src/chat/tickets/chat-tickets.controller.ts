import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  changeStatus,
  ticketChat,
  ticketDetails,
  ticketParams,
  type TicketChat,
  type TicketDetails,
} from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers } from '../../http/answers.js';
import { ChatTicketsService } from './chat-tickets.service.js';

type TicketParams = { number: number };

@Controller('api/tickets/:number/chat')
export class ChatTicketsController {
  constructor(private readonly chats: ChatTicketsService) {}

  @Answers(ticketChat)
  @Requires('tickets.read')
  @Get()
  read(@By() caller: Caller, @Param({ schema: ticketParams }) { number }: TicketParams): Promise<TicketChat> {
    return this.chats.read(caller, number);
  }

  @Answers(ticketDetails)
  @Requires('tickets.update')
  @Post('end')
  @HttpCode(200)
  end(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Body({ schema: changeStatus }) { version }: { version: number },
  ): Promise<TicketDetails> {
    return this.chats.end(caller, { number, version });
  }
}
