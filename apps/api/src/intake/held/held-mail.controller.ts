import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  discardResult,
  discardSuspendedMail,
  id,
  listSuspendedMail,
  replayResult,
  replaySuspendedMail,
  suspendedMailPage,
  type ReplaySuspendedMail,
  type SuspendedMailPage,
} from '@diwan/contracts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers } from '../../http/answers.js';
import { sendRawMail } from '../../http/send-raw-mail.js';
import { HeldMailService } from './held-mail.service.js';

@Controller('api/suspended-mail')
export class HeldMailController {
  constructor(private readonly mail: HeldMailService) {}

  @Answers(suspendedMailPage)
  @Requires('suspended_mail.read')
  @Get()
  list(@Query({ schema: listSuspendedMail }) query: z.output<typeof listSuspendedMail>): Promise<SuspendedMailPage> {
    return this.mail.list(query);
  }

  @Requires('suspended_mail.read')
  @Get(':id/raw')
  async readRaw(
    @By() caller: Caller,
    @Param('id', { schema: id }) receiptId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return sendRawMail(reply, receiptId, await this.mail.readRaw(caller, receiptId));
  }

  @Answers(replayResult)
  @Requires('suspended_mail.manage')
  @Post('replay')
  @HttpCode(200)
  replay(
    @By() caller: Caller,
    @Body({ schema: replaySuspendedMail }) body: ReplaySuspendedMail,
  ): Promise<{ queued: number }> {
    return this.mail.replay(caller, body);
  }

  @Answers(discardResult)
  @Requires('suspended_mail.manage')
  @Post('discard')
  @HttpCode(200)
  discard(
    @By() caller: Caller,
    @Body({ schema: discardSuspendedMail }) { ids }: { ids: string[] },
  ): Promise<{ discarded: number }> {
    return this.mail.discard(caller, ids);
  }
}
