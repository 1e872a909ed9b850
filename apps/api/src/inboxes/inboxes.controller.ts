import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { id, saveInbox, testInbox, type ConnectionChecks, type Inbox } from '@diwan/contracts';
import { Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { InboxesService, type SaveInboxInput, type TestInboxInput } from './inboxes.service.js';

@Controller('api/inboxes')
export class InboxesController {
  constructor(private readonly inboxes: InboxesService) {}

  @Requires('inboxes.read')
  @Get()
  list(): Promise<Inbox[]> {
    return this.inboxes.list();
  }

  @Requires('inboxes.manage')
  @Post()
  create(@By() caller: Caller, @Body({ schema: saveInbox }) body: SaveInboxInput): Promise<Inbox> {
    return this.inboxes.create(caller, body);
  }

  @Requires('inboxes.manage')
  @Post('test')
  @HttpCode(200)
  test(@Body({ schema: testInbox }) body: TestInboxInput): Promise<ConnectionChecks> {
    return this.inboxes.test(body);
  }

  @Requires('inboxes.manage')
  @Put(':id')
  update(
    @By() caller: Caller,
    @Param('id', { schema: id }) inboxId: string,
    @Body({ schema: saveInbox }) body: SaveInboxInput,
  ): Promise<Inbox> {
    return this.inboxes.update(caller, inboxId, body);
  }
}
