import type { SetUp } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { insertAgent, setTeamsOf } from '../agents/agent.query.js';
import { AgentSchema, type StoredAgent } from '../agents/agent.schema.js';
import type { Tx } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { ApiError } from '../http/api-error.js';
import { recordTerms } from '../sla/keep/terms.query.js';
import { saveTeamRow, setQueuesOf } from '../teams/team.query.js';
import { QueueSchema } from '../teams/team.schema.js';
import { OrganisationSchema } from './organisation.schema.js';

/** What the first team and queue are called, in the organisation's language; both can be renamed. */
const firstNames = { en: 'Support', ar: 'الدعم', fa: 'پشتیبانی' } as const;

export type FirstRows = { owner: StoredAgent; teamId: string; queueId: string };
type Input = Omit<SetUp, 'owner'> & { owner: { name: string; email: string }; passwordHash: string; demo: boolean };

/** The organisation, its owner, one team serving one queue: once per database. @throws ApiError set_up.already_done */
export async function createFirstRows(tx: Tx, { organisation, owner, passwordHash, demo }: Input): Promise<FirstRows> {
  // The one-row key decides between two who press the button together.
  const { raw } = await tx.manager
    .createQueryBuilder()
    .insert()
    .into(OrganisationSchema)
    .values({ ...organisation, id: 1, acknowledgeNewTickets: demo, demo, setUpAt: new Date() })
    .orIgnore()
    .returning('id')
    .execute();
  // Not `identifiers`: TypeORM fills those from what was asked for, also when nothing was inserted.
  if (!Array.isArray(raw) || raw.length === 0) throw new ApiError('set_up.already_done');
  const [id, teamId, queueId] = [uuidv7(), uuidv7(), uuidv7()];
  const name = firstNames[organisation.language];
  await insertAgent(tx, { id, ...owner, role: 'admin', passwordHash });
  await tx.manager.getRepository(QueueSchema).insert({ id: queueId, name, createdAt: new Date() });
  await saveTeamRow(tx, { id: teamId, isNew: true, name });
  await setQueuesOf(tx, teamId, [queueId]);
  await setTeamsOf(tx, id, [teamId]);
  await recordTerms(tx);
  await recordEvent(tx, { type: 'organisation.set_up', payload: { demo } }, { actor: { kind: 'agent', id } });
  return { owner: await tx.manager.getRepository(AgentSchema).findOneByOrFail({ id }), teamId, queueId };
}
