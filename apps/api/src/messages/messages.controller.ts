import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  cancelledReply,
  explanation,
  id,
  listTimeline,
  message,
  ticketParams,
  timelinePage,
  writeNote,
  writeReply,
  type CancelledReply,
  type Explanation,
  type Message,
  type TimelinePage,
} from '@diwan/contracts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { sendRawMail } from '../http/send-raw-mail.js';
import { Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { Answers } from '../http/answers.js';
import { MessagesService } from './messages.service.js';
import { TimelineService } from './timeline/timeline.service.js';

type TicketParams = { number: number };

@Controller('api')
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly timeline: TimelineService,
  ) {}

  @Answers(timelinePage)
  @Requires('tickets.read')
  @Get('tickets/:number/timeline')
  list(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Query({ schema: listTimeline }) query: z.output<typeof listTimeline>,
  ): Promise<TimelinePage> {
    return this.timeline.list(caller, number, query);
  }

  @Answers(message)
  @Requires('tickets.reply')
  @Post('tickets/:number/replies')
  reply(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: writeReply }) body: z.output<typeof writeReply>,
  ): Promise<Message> {
    return this.messages.reply(caller, { number, key }, body);
  }

  @Answers(message)
  @Requires('tickets.reply')
  @Post('tickets/:number/notes')
  note(
    @By() caller: Caller,
    @Param({ schema: ticketParams }) { number }: TicketParams,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: writeNote }) body: z.output<typeof writeNote>,
  ): Promise<Message> {
    return this.messages.note(caller, { number, key }, body);
  }

  @Answers(cancelledReply)
  @Requires('tickets.reply')
  @Post('messages/:id/cancel')
  @HttpCode(200)
  cancel(@By() caller: Caller, @Param('id', { schema: id }) messageId: string): Promise<CancelledReply> {
    return this.messages.cancel(caller, messageId);
  }

  @Answers(message)
  @Requires('tickets.reply')
  @Post('messages/:id/retry')
  @HttpCode(200)
  retry(@By() caller: Caller, @Param('id', { schema: id }) messageId: string): Promise<Message> {
    return this.messages.retry(caller, messageId);
  }

  @Answers(message)
  @Requires('tickets.reply')
  @Post('messages/:id/mark-sent')
  @HttpCode(200)
  markSent(@By() caller: Caller, @Param('id', { schema: id }) messageId: string): Promise<Message> {
    return this.messages.markSent(caller, messageId);
  }

  @Answers(explanation)
  @Requires('tickets.read')
  @Get('messages/:id/explanation')
  explain(@By() caller: Caller, @Param('id', { schema: id }) messageId: string): Promise<Explanation> {
    return this.timeline.explain(caller, messageId);
  }

  @Requires('tickets.read')
  @Get('messages/:id/raw')
  async readRaw(
    @By() caller: Caller,
    @Param('id', { schema: id }) messageId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return sendRawMail(reply, messageId, await this.timeline.readRaw(caller, messageId));
  }
}
