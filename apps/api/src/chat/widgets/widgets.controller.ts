import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { id, publicWidget, saveWidget, widget, type PublicWidget, type Widget } from '@diwan/contracts';
import type { z } from 'zod';
import { Public, Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers, AnswersList } from '../../http/answers.js';
import { WidgetsService } from './widgets.service.js';

type Input = z.output<typeof saveWidget>;

@Controller()
export class WidgetsController {
  constructor(private readonly widgets: WidgetsService) {}

  @AnswersList(widget)
  @Requires('inboxes.read')
  @Get('api/widgets')
  list(): Promise<Widget[]> {
    return this.widgets.list();
  }

  @Answers(widget)
  @Requires('inboxes.manage')
  @Post('api/widgets')
  create(@By() caller: Caller, @Body({ schema: saveWidget }) body: Input): Promise<Widget> {
    return this.widgets.create(caller, body);
  }

  @Answers(widget)
  @Requires('inboxes.manage')
  @Put('api/widgets/:id')
  update(
    @By() caller: Caller,
    @Param('id', { schema: id }) widgetId: string,
    @Body({ schema: saveWidget }) body: Input,
  ): Promise<Widget> {
    return this.widgets.update(caller, widgetId, body);
  }

  @Answers(publicWidget)
  @Public()
  @Get('api/chat/widgets/:key')
  show(@Param('key') key: string): Promise<PublicWidget> {
    return this.widgets.show(key);
  }
}
