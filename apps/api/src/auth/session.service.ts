import { Inject, Injectable } from '@nestjs/common';
import type { Session, SessionEntry, SignIn } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import { AgentSchema, type StoredAgent } from '../agents/agent.schema.js';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { Database, type Tx } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { ApiError, notFound } from '../http/api-error.js';
import { getOrganisation } from '../organisation/organisation.repository.js';
import type { Caller } from './caller.js';
import { isPassword } from './password.js';
import { presentSession } from './present-session.js';
import {
  findLiveSession,
  forgetAttempts,
  insertSession,
  listSessions,
  recordAttempt,
  revokeSession,
  touchSession,
} from './session.query.js';
import { createToken, hashToken } from './token.js';

export type Visitor = { address: string; userAgent: string };
export type StartedSession = { token: string; session: Session };

const touchMs = 60_000;

@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    @Inject(ConfigModule.CONFIG) private readonly config: Config,
  ) {}

  get isSecure(): boolean {
    return this.config.publicUrl.startsWith('https:');
  }

  /** `__Host-` binds the cookie to this host and to TLS; without TLS browsers refuse it. */
  get cookieName(): string {
    return this.isSecure ? '__Host-diwan' : 'diwan';
  }

  /** The signed-in agent behind a cookie, or null. Using a session keeps it alive; only looking (`isUse: false`) does not. */
  async findCaller(token: string | undefined, address: string, { isUse = true } = {}): Promise<Caller | null> {
    if (!token || token.length > 100) return null;
    const row = await findLiveSession(this.database, hashToken(token));
    if (!row) return null;
    if (isUse && Date.now() - row.lastSeenAt.getTime() > touchMs) await touchSession(this.database, row.id);
    const { id, agentId, queueIds, name, email, role, preferences } = row;
    return { sessionId: id, agent: { id: agentId, name, email, role, preferences }, queueIds, address };
  }

  /** The same answer and the same work whether the account exists or not. @throws ApiError */
  async signIn({ email, password }: SignIn, visitor: Visitor): Promise<StartedSession> {
    const mayTry = await this.database.transaction((tx) => recordAttempt(tx, email, visitor.address));
    if (!mayTry) throw new ApiError('request.too_many', { retryAfterSeconds: 900 });
    const agent = await this.database.dataSource.getRepository(AgentSchema).findOneBy({ email, active: true });
    if (!(await isPassword(agent?.passwordHash ?? null, password)) || !agent) {
      throw new ApiError('session.wrong_credentials');
    }
    return this.database.transaction(async (tx) => {
      await forgetAttempts(tx, email);
      return this.start(tx, agent, visitor);
    });
  }

  /** Opens a session inside a transaction of somebody else's (set-up, invitation). */
  async start(tx: Tx, agent: StoredAgent, visitor: Visitor): Promise<StartedSession> {
    const { token, hash } = createToken();
    const id = uuidv7();
    await insertSession(tx, { id, tokenHash: hash, agentId: agent.id, ...visitor });
    await recordEvent(
      tx,
      { type: 'session.started', payload: { sessionId: id } },
      { actor: { kind: 'agent', id: agent.id }, address: visitor.address },
    );
    const organisation = await getOrganisation(tx);
    return { token, session: presentSession({ sessionId: id, agent }, organisation) };
  }

  async read(caller: Caller): Promise<Session> {
    return presentSession(caller, await getOrganisation(this.database));
  }

  async list(caller: Caller): Promise<SessionEntry[]> {
    const rows = await listSessions(this.database, caller.agent.id);
    return rows.map((row) => ({
      ...row,
      current: row.id === caller.sessionId,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
    }));
  }

  /** Ends one of the caller's own sessions; its sockets close with it. */
  async end(caller: Caller, sessionId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await revokeSession(tx, sessionId, caller.agent.id))) throw notFound();
      await recordEvent(
        tx,
        { type: 'session.ended', payload: { sessionId } },
        { actor: { kind: 'agent', id: caller.agent.id }, address: caller.address },
      );
    });
  }
}
