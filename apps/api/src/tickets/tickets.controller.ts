import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  assignTicket,
  changePriority,
  changeStatus,
  escalateTicket,
  listTickets,
  markRead,
  ticketCounts,
  ticketDetails,
  ticketPage,
  ticketParams,
  type ListTickets,
  type TicketCounts,
  type TicketDetails,
  type TicketPage,
} from '@diwan/contracts';
import type { TicketPriority } from '@diwan/tickets';
import { Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { Answers } from '../http/answers.js';
import { TicketsService } from './tickets.service.js';

type TicketParams = { number: number };
type Version = { version: number };

@Controller('api/tickets')
export class TicketsController {
  constructor(private readonly tickets: TicketsService) {}

  @Answers(ticketPage)
  @Requires('tickets.read')
  @Get()
  list(@By() caller: Caller, @Query({ schema: listTickets }) filter: ListTickets): Promise<TicketPage> {
    return this.tickets.list(caller, filter);
  }

  @Answers(ticketCounts)
  @Requires('tickets.read')
  @Get('counts')
  counts(@By() caller: Caller): Promise<TicketCounts> {
    return this.tickets.counts(caller);
  }

  @Answers(ticketDetails)
  @Requires('tickets.read')
  @Get(':number')
  read(@By() caller: Caller, @Param({ schema: ticketParams }) { number }: TicketParams): Promise<TicketDetails> {
    return this.tickets.read(caller, number);
  }

  @Requires('tickets.read')
  @Post(':number/read')
  @HttpCode(204)
  markRead(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Body({ schema: markRead }) { seq }: { seq: number },
  ): Promise<void> {
    return this.tickets.markRead(caller, number, seq);
  }

  @Answers(ticketDetails)
  @Requires('tickets.update')
  @Post(':number/open')
  @HttpCode(200)
  open(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Body({ schema: changeStatus }) { version }: Version,
  ): Promise<TicketDetails> {
    return this.tickets.changeStatus(caller, number, { to: 'open', version });
  }

  @Answers(ticketDetails)
  @Requires('tickets.update')
  @Post(':number/pend')
  @HttpCode(200)
  pend(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Body({ schema: changeStatus }) { version }: Version,
  ): Promise<TicketDetails> {
    return this.tickets.changeStatus(caller, number, { to: 'pending', version });
  }

  @Answers(ticketDetails)
  @Requires('tickets.update')
  @Post(':number/hold')
  @HttpCode(200)
  hold(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Body({ schema: changeStatus }) { version }: Version,
  ): Promise<TicketDetails> {
    return this.tickets.changeStatus(caller, number, { to: 'on_hold', version });
  }

  @Answers(ticketDetails)
  @Requires('tickets.update')
  @Post(':number/solve')
  @HttpCode(200)
  solve(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Body({ schema: changeStatus }) { version }: Version,
  ): Promise<TicketDetails> {
    return this.tickets.changeStatus(caller, number, { to: 'solved', version });
  }

  @Answers(ticketDetails)
  @Requires('tickets.assign')
  @Post(':number/assign')
  @HttpCode(200)
  assign(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Body({ schema: assignTicket }) body: Version & { assigneeId: string | null },
  ): Promise<TicketDetails> {
    return this.tickets.assign(caller, number, body);
  }

  @Answers(ticketDetails)
  @Requires('tickets.update')
  @Post(':number/priority')
  @HttpCode(200)
  changePriority(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Body({ schema: changePriority }) body: Version & { priority: TicketPriority },
  ): Promise<TicketDetails> {
    return this.tickets.changePriority(caller, number, body);
  }

  @Answers(ticketDetails)
  @Requires('tickets.update')
  @Post(':number/escalate')
  @HttpCode(200)
  escalate(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Body({ schema: escalateTicket }) body: Version & { reason: string },
  ): Promise<TicketDetails> {
    return this.tickets.escalate(caller, number, body);
  }
}
