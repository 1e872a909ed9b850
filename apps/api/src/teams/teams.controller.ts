import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { id, saveTeam, team, type SaveTeam, type Team } from '@diwan/contracts';
import { Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { Answers, AnswersList } from '../http/answers.js';
import { TeamsService } from './teams.service.js';

@Controller('api')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @AnswersList(team)
  @Requires('agents.read')
  @Get('teams')
  list(): Promise<Team[]> {
    return this.teams.list();
  }

  @Answers(team)
  @Requires('teams.manage')
  @Post('teams')
  create(@By() caller: Caller, @Body({ schema: saveTeam }) body: SaveTeam): Promise<Team> {
    return this.teams.create(caller, body);
  }

  @Answers(team)
  @Requires('teams.manage')
  @Put('teams/:id')
  update(
    @By() caller: Caller,
    @Param('id', { schema: id }) teamId: string,
    @Body({ schema: saveTeam }) body: SaveTeam,
  ): Promise<Team> {
    return this.teams.update(caller, teamId, body);
  }
}
