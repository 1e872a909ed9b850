import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { offer, ticketParams, type Offer } from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { AnswersList } from '../../http/answers.js';
import { OffersService } from './offers.service.js';

@Controller('api/offers')
export class OffersController {
  constructor(private readonly offers: OffersService) {}

  @AnswersList(offer)
  @Requires('tickets.read')
  @Get()
  list(@By() caller: Caller): Promise<Offer[]> {
    return this.offers.list(caller);
  }

  @Requires('tickets.update')
  @Post(':number/accept')
  @HttpCode(204)
  accept(@By() caller: Caller, @Param({ schema: ticketParams }) { number }: { number: number }): Promise<void> {
    return this.offers.accept(caller, number);
  }

  @Requires('tickets.update')
  @Post(':number/decline')
  @HttpCode(204)
  decline(@By() caller: Caller, @Param({ schema: ticketParams }) { number }: { number: number }): Promise<void> {
    return this.offers.decline(caller, number);
  }
}
