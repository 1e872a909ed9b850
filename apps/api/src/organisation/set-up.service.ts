import { Injectable } from '@nestjs/common';
import type { SetUp, SetUpStatus } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { AgentSchema, type StoredAgent } from '../agents/agent.schema.js';
import { insertAgent, setTeamsOf } from '../agents/agent.query.js';
import { hashPassword } from '../auth/password.js';
import { SessionService, type StartedSession, type Visitor } from '../auth/session.service.js';
import { Database, type Tx } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { ApiError } from '../http/api-error.js';
import { saveTeamRow, setQueuesOf } from '../teams/team.query.js';
import { QueueSchema } from '../teams/team.schema.js';
import { findOrganisation } from './organisation.repository.js';
import { OrganisationSchema } from './organisation.schema.js';

/** What the first team and queue are called, in the organisation's language; both can be renamed. */
const firstNames = { en: 'Support', ar: 'الدعم', fa: 'پشتیبانی' } as const;

export type FirstRows = { owner: StoredAgent; teamId: string; queueId: string };

/** The first start: an organisation, its owner, one team serving one queue. Once only. */
@Injectable()
export class SetUpService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
  ) {}

  async status(): Promise<SetUpStatus> {
    const organisation = await findOrganisation(this.database);
    return { needed: organisation === null, demo: organisation?.demo ?? false };
  }

  async setUp(input: SetUp, visitor: Visitor): Promise<StartedSession> {
    const passwordHash = await hashPassword(input.owner.password);
    return this.database.transaction(async (tx) => {
      const { owner } = await this.create(tx, { ...input, passwordHash, demo: false });
      return this.sessions.start(tx, owner, visitor);
    });
  }

  /** @throws ApiError set_up.already_done */
  async create(
    tx: Tx,
    {
      organisation,
      owner,
      passwordHash,
      demo,
    }: Omit<SetUp, 'owner'> & {
      owner: { name: string; email: string };
      passwordHash: string;
      demo: boolean;
    },
  ): Promise<FirstRows> {
    // The one-row key decides between two who press the button together.
    const { identifiers } = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(OrganisationSchema)
      .values({ ...organisation, id: 1, acknowledgeNewTickets: demo, demo, setUpAt: new Date() })
      .orIgnore()
      .returning('id')
      .execute();
    if (!identifiers[0]) throw new ApiError('set_up.already_done');
    const [id, teamId, queueId] = [uuidv7(), uuidv7(), uuidv7()];
    const name = firstNames[organisation.language];
    await insertAgent(tx, { id, ...owner, role: 'admin', passwordHash });
    await tx.manager.getRepository(QueueSchema).insert({ id: queueId, name, createdAt: new Date() });
    await saveTeamRow(tx, { id: teamId, isNew: true, name });
    await setQueuesOf(tx, teamId, [queueId]);
    await setTeamsOf(tx, id, [teamId]);
    await recordEvent(tx, { type: 'organisation.set_up', payload: { demo } }, { actor: { kind: 'agent', id } });
    return { owner: await tx.manager.getRepository(AgentSchema).findOneByOrFail({ id }), teamId, queueId };
  }
}
