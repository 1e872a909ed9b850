import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { createSkill, id, skill, type CreateSkill, type Skill } from '@diwan/contracts';
import { Requires } from '../../auth/access.guard.js';
import { By, type Caller } from '../../auth/caller.js';
import { Answers, AnswersList } from '../../http/answers.js';
import { SkillsService } from './skills.service.js';

@Controller('api/skills')
export class SkillsController {
  constructor(private readonly skills: SkillsService) {}

  @AnswersList(skill)
  @Requires('agents.read')
  @Get()
  list(): Promise<Skill[]> {
    return this.skills.list();
  }

  @Answers(skill)
  @Requires('queues.manage')
  @Post()
  create(@By() caller: Caller, @Body({ schema: createSkill }) body: CreateSkill): Promise<Skill> {
    return this.skills.create(caller, body);
  }

  @Requires('queues.manage')
  @Delete(':id')
  @HttpCode(204)
  delete(@By() caller: Caller, @Param('id', { schema: id }) skillId: string): Promise<void> {
    return this.skills.delete(caller, skillId);
  }
}
