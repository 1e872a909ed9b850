import { Injectable } from '@nestjs/common';
import type { Organisation, Session, UpdateMe, UpdateOrganisation } from '@diwan/contracts';
import { AgentSchema } from '../agents/agent.schema.js';
import { actorOf, type Caller } from '../auth/caller.js';
import { presentSession } from '../auth/present-session.js';
import { Database } from '../database/database.js';
import { storableJson } from '../database/json-rows.js';
import { recordEvent } from '../events/event.repository.js';
import { lockTerms, recordTerms } from '../sla/keep/terms.query.js';
import { dateClosing } from '../tickets/ticket-clocks.query.js';
import { getOrganisation, presentOrganisation } from './organisation.repository.js';
import { OrganisationSchema } from './organisation.schema.js';

@Injectable()
export class OrganisationService {
  constructor(private readonly database: Database) {}

  async read(): Promise<Organisation> {
    return presentOrganisation(await getOrganisation(this.database));
  }

  update(caller: Caller, changes: UpdateOrganisation): Promise<Organisation> {
    return this.database.transaction(async (tx) => {
      const changed = Object.keys(changes);
      if (changed.length > 0) {
        const changesHours = changed.includes('timeZone') || changed.includes('weekend');
        if (changesHours) await lockTerms(tx);
        await tx.manager.getRepository(OrganisationSchema).update({ id: 1 }, changes);
        // Where nobody has saved business hours, they follow the organisation's week and zone.
        if (changesHours) await recordTerms(tx);
        if (changes.closeAfterMinutes !== undefined) await dateClosing(tx, changes.closeAfterMinutes);
        const by = { actor: actorOf(caller), address: caller.address };
        await recordEvent(tx, { type: 'organisation.updated', payload: { changed } }, by);
      }
      return presentOrganisation(await getOrganisation(tx));
    });
  }

  /** The caller's own name and preferences. */
  updateMe(caller: Caller, { name, preferences }: UpdateMe): Promise<Session> {
    return this.database.transaction(async (tx) => {
      const agent = {
        ...caller.agent,
        name: name ?? caller.agent.name,
        preferences: storableJson({ ...caller.agent.preferences, ...preferences }),
      };
      await tx.manager
        .getRepository(AgentSchema)
        .update({ id: agent.id }, { name: agent.name, preferences: agent.preferences });
      const changed = [...(name === undefined ? [] : ['name']), ...Object.keys(preferences ?? {})];
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'agent.updated', payload: { id: agent.id, changed } }, by);
      return presentSession({ sessionId: caller.sessionId, agent }, await getOrganisation(tx));
    });
  }
}
