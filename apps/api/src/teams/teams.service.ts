import { Injectable } from '@nestjs/common';
import type { SaveTeam, Team } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, type Caller } from '../auth/caller.js';
import { Database, type Tx } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { ApiError, notFound } from '../http/api-error.js';
import { listTeams, saveTeamRow, setQueuesOf } from './team.query.js';

@Injectable()
export class TeamsService {
  constructor(private readonly database: Database) {}

  list(): Promise<Team[]> {
    return listTeams(this.database);
  }

  create(caller: Caller, team: SaveTeam): Promise<Team> {
    return this.database.transaction((tx) => this.save(tx, caller, { id: uuidv7(), isNew: true, team }));
  }

  update(caller: Caller, id: string, team: SaveTeam): Promise<Team> {
    return this.database.transaction((tx) => this.save(tx, caller, { id, isNew: false, team }));
  }

  private async save(
    tx: Tx,
    caller: Caller,
    { id, isNew, team }: { id: string; isNew: boolean; team: SaveTeam },
  ): Promise<Team> {
    const saved = await saveTeamRow(tx, { id, isNew, name: team.name });
    if (saved === 'taken') throw new ApiError('team.name_taken', { name: team.name });
    if (saved === 'missing') throw notFound();
    await setQueuesOf(tx, id, team.queueIds);
    const type = isNew ? 'team.created' : 'team.updated';
    const by = { actor: actorOf(caller), address: caller.address };
    await recordEvent(tx, { type, payload: { id, changed: ['name', 'queueIds'] } }, by);
    const found = (await listTeams(tx)).find((each) => each.id === id);
    if (!found) throw notFound();
    return found;
  }
}
