import { Injectable } from '@nestjs/common';
import type { CreateSkill, Skill } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { countRulesAskingFor, deleteSkill, insertSkill, listSkills, lockSkill } from './skill.query.js';

@Injectable()
export class SkillsService {
  constructor(private readonly database: Database) {}

  list(): Promise<Skill[]> {
    return listSkills(this.database);
  }

  create(caller: Caller, { name }: CreateSkill): Promise<Skill> {
    return this.database.transaction(async (tx) => {
      const skill = { id: uuidv7(), name };
      await insertSkill(tx, skill);
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'skill.created', payload: skill }, by);
      return skill;
    });
  }

  /** @throws ApiError skill.in_use while a rule asks for it */
  delete(caller: Caller, id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      if (!(await lockSkill(tx, id))) throw notFound();
      const rules = await countRulesAskingFor(tx, id);
      if (rules > 0) throw new ApiError('skill.in_use', { rules });
      await deleteSkill(tx, id);
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'skill.deleted', payload: { id } }, by);
    });
  }
}
