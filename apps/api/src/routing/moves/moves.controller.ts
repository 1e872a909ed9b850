import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  id,
  move,
  moveFailure,
  movePage,
  movePreview,
  pageQuery,
  previewMove,
  startMove,
  type Move,
  type MoveFailure,
  type MovePage,
  type MovePreview,
  type PreviewMove,
  type StartMove,
} from '@diwan/contracts';
import type { z } from 'zod';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers, AnswersList } from '../../http/answers.js';
import { MovesService } from './moves.service.js';

@Controller('api/moves')
export class MovesController {
  constructor(private readonly moves: MovesService) {}

  @Answers(movePage)
  @Requires('tickets.move')
  @Get()
  list(@By() caller: Caller, @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>): Promise<MovePage> {
    return this.moves.list(caller, query);
  }

  @Answers(movePreview)
  @Requires('tickets.move')
  @Post('preview')
  @HttpCode(200)
  preview(@By() caller: Caller, @Body({ schema: previewMove }) body: PreviewMove): Promise<MovePreview> {
    return this.moves.preview(caller, body);
  }

  @Answers(move)
  @Requires('tickets.move')
  @Post()
  start(
    @By() caller: Caller,
    @Body({ schema: startMove }) body: StartMove,
    @Headers('idempotency-key') key?: string,
  ): Promise<Move> {
    return this.moves.start(caller, body, key);
  }

  @Answers(move)
  @Requires('tickets.move')
  @Get(':id')
  read(@By() caller: Caller, @Param('id', { schema: id }) moveId: string): Promise<Move> {
    return this.moves.read(caller, moveId);
  }

  @AnswersList(moveFailure)
  @Requires('tickets.move')
  @Get(':id/failures')
  failures(@By() caller: Caller, @Param('id', { schema: id }) moveId: string): Promise<MoveFailure[]> {
    return this.moves.failures(caller, moveId);
  }

  @Answers(move)
  @Requires('tickets.move')
  @Post(':id/undo')
  @HttpCode(200)
  undo(@By() caller: Caller, @Param('id', { schema: id }) moveId: string): Promise<Move> {
    return this.moves.undo(caller, moveId);
  }
}
