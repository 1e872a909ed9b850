import { Controller, Get } from '@nestjs/common';
import { board, type Board } from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers } from '../../http/answers.js';
import { BoardService } from './board.service.js';

@Controller('api/board')
export class BoardController {
  constructor(private readonly boards: BoardService) {}

  @Answers(board)
  @Requires('presence.manage')
  @Get()
  read(@By() caller: Caller): Promise<Board> {
    return this.boards.read(caller);
  }
}
