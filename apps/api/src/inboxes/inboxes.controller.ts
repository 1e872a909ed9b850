import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  connectionChecks,
  id,
  inbox,
  saveInbox,
  testInbox,
  updateInbox,
  type ConnectionChecks,
  type Inbox,
} from '@diwan/contracts';
import { Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { Answers, AnswersList } from '../http/answers.js';
import { InboxesService, type SaveInboxInput, type TestInboxInput, type UpdateInboxInput } from './inboxes.service.js';

@Controller('api/inboxes')
export class InboxesController {
  constructor(private readonly inboxes: InboxesService) {}

  @AnswersList(inbox)
  @Requires('inboxes.read')
  @Get()
  list(): Promise<Inbox[]> {
    return this.inboxes.list();
  }

  @Answers(inbox)
  @Requires('inboxes.manage')
  @Post()
  create(@By() caller: Caller, @Body({ schema: saveInbox }) body: SaveInboxInput): Promise<Inbox> {
    return this.inboxes.create(caller, body);
  }

  @Answers(connectionChecks)
  @Requires('inboxes.manage')
  @Post('test')
  @HttpCode(200)
  test(@Body({ schema: testInbox }) body: TestInboxInput): Promise<ConnectionChecks> {
    return this.inboxes.test(body);
  }

  @Answers(inbox)
  @Requires('inboxes.manage')
  @Put(':id')
  update(
    @By() caller: Caller,
    @Param('id', { schema: id }) inboxId: string,
    @Body({ schema: updateInbox }) body: UpdateInboxInput,
  ): Promise<Inbox> {
    return this.inboxes.update(caller, inboxId, body);
  }
}
