import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { id, noticePage, pageQuery, readNotices, type NoticePage, type ReadNotices } from '@diwan/contracts';
import type { z } from 'zod';
import { Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { Answers } from '../http/answers.js';
import { NoticesService } from './notices.service.js';

@Controller('api/notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Answers(noticePage)
  @Requires('tickets.read')
  @Get()
  list(@By() caller: Caller, @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>): Promise<NoticePage> {
    return this.notices.list(caller, query);
  }

  @Requires('tickets.read')
  @Post('read')
  @HttpCode(204)
  readAll(@By() caller: Caller, @Body({ schema: readNotices }) { until }: ReadNotices): Promise<void> {
    return this.notices.readAll(caller, until);
  }

  @Requires('tickets.read')
  @Post(':id/read')
  @HttpCode(204)
  read(@By() caller: Caller, @Param('id', { schema: id }) noticeId: string): Promise<void> {
    return this.notices.read(caller, noticeId);
  }
}
