import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { id, mergeTag, saveTag, tag, usedTag, type SaveTag, type Tag, type UsedTag } from '@diwan/contracts';
import { Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { Answers, AnswersList } from '../http/answers.js';
import { TagsService } from './tags.service.js';

@Controller('api/tags')
export class TagsController {
  constructor(private readonly tags: TagsService) {}

  @AnswersList(tag)
  @Requires('tickets.read')
  @Get()
  list(): Promise<Tag[]> {
    return this.tags.list();
  }

  /** What each is needed by. Costs more than the list, which every screen reads. */
  @AnswersList(usedTag)
  @Requires('queues.manage')
  @Get('uses')
  listUsed(): Promise<UsedTag[]> {
    return this.tags.listUsed();
  }

  @Answers(tag)
  @Requires('tickets.update')
  @Post()
  create(@By() caller: Caller, @Body({ schema: saveTag }) body: SaveTag): Promise<Tag> {
    return this.tags.create(caller, body);
  }

  @Answers(tag)
  @Requires('queues.manage')
  @Put(':id')
  rename(
    @By() caller: Caller,
    @Param('id', { schema: id }) tagId: string,
    @Body({ schema: saveTag }) body: SaveTag,
  ): Promise<Tag> {
    return this.tags.rename(caller, tagId, body);
  }

  @Answers(tag)
  @Requires('queues.manage')
  @Post(':id/merge')
  @HttpCode(200)
  merge(
    @By() caller: Caller,
    @Param('id', { schema: id }) tagId: string,
    @Body({ schema: mergeTag }) { intoId }: { intoId: string },
  ): Promise<Tag> {
    return this.tags.merge(caller, tagId, intoId);
  }

  @Requires('queues.manage')
  @Delete(':id')
  @HttpCode(204)
  delete(@By() caller: Caller, @Param('id', { schema: id }) tagId: string): Promise<void> {
    return this.tags.delete(caller, tagId);
  }
}
