import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { createQueue, id, queue, updateQueue, type CreateQueue, type Queue, type UpdateQueue } from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers, AnswersList } from '../../http/answers.js';
import { QueuesService } from './queues.service.js';

@Controller('api/queues')
export class QueuesController {
  constructor(private readonly queues: QueuesService) {}

  @AnswersList(queue)
  @Requires('agents.read')
  @Get()
  list(): Promise<Queue[]> {
    return this.queues.list();
  }

  @Answers(queue)
  @Requires('queues.manage')
  @Post()
  create(@By() caller: Caller, @Body({ schema: createQueue }) body: CreateQueue): Promise<Queue> {
    return this.queues.create(caller, body);
  }

  @Answers(queue)
  @Requires('queues.manage')
  @Put(':id')
  update(
    @By() caller: Caller,
    @Param('id', { schema: id }) queueId: string,
    @Body({ schema: updateQueue }) body: UpdateQueue,
  ): Promise<Queue> {
    return this.queues.update(caller, queueId, body);
  }

  @Requires('queues.manage')
  @Delete(':id')
  @HttpCode(204)
  delete(@By() caller: Caller, @Param('id', { schema: id }) queueId: string): Promise<void> {
    return this.queues.delete(caller, queueId);
  }
}
