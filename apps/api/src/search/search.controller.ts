import { Controller, Get, Query } from '@nestjs/common';
import { searchPage, searchTickets, type SearchPage } from '@diwan/contracts';
import type { z } from 'zod';
import { Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { Answers } from '../http/answers.js';
import { SearchService } from './search.service.js';

@Controller('api/search')
export class SearchController {
  constructor(private readonly tickets: SearchService) {}

  @Answers(searchPage)
  @Requires('tickets.read')
  @Get()
  search(
    @By() caller: Caller,
    @Query({ schema: searchTickets }) query: z.output<typeof searchTickets>,
  ): Promise<SearchPage> {
    return this.tickets.search(caller, query);
  }
}
