import { Injectable } from '@nestjs/common';
import type { Agent, HandOver, Invitation, InvitationPreview, InviteAgent, UpdateAgent } from '@diwan/contracts';
import { channelKinds, type Actor } from '@diwan/tickets';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, type Caller } from '../auth/caller.js';
import { hashPassword } from '../auth/password.js';
import { revokeSessionsOf } from '../auth/session.query.js';
import { SessionService, type StartedSession, type Visitor } from '../auth/session.service.js';
import { Database, type Tx } from '../database/database.js';
import { recordEvent } from '../events/event.repository.js';
import { ApiError, notFound } from '../http/api-error.js';
import { withdrawOffersTo } from '../routing/offers/offer.query.js';
import { setSkillsOf } from '../routing/skills/skill.query.js';
import { assertTarget, planUnderLock, startMove } from '../routing/moves/start-move.js';
import { findAgent, insertAgent, listAgents, otherActiveAdmins, setTeamsOf } from './agent.query.js';
import { AgentSchema } from './agent.schema.js';
import { createInvitation, findInvitation, takeInvitation } from './invitation.query.js';

@Injectable()
export class AgentsService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
  ) {}

  list(): Promise<Agent[]> {
    return listAgents(this.database);
  }

  invite(caller: Caller, { name, email, role, teamIds }: InviteAgent): Promise<Invitation> {
    return this.database.transaction(async (tx) => {
      const id = uuidv7();
      if (!(await insertAgent(tx, { id, name, email, role, passwordHash: null }))) {
        throw new ApiError('agent.email_taken', { email });
      }
      await setTeamsOf(tx, id, teamIds);
      return this.offerInvitation(tx, caller, id);
    });
  }

  /** A fresh link for somebody who has not joined yet, or who lost the password: it replaces the old one when used. */
  inviteAgain(caller: Caller, id: string): Promise<Invitation> {
    return this.database.transaction((tx) => this.offerInvitation(tx, caller, id));
  }

  private async offerInvitation(tx: Tx, caller: Caller, id: string): Promise<Invitation> {
    const agent = await findAgent(tx, id);
    if (!agent) throw notFound();
    const { token, expiresAt } = await createInvitation(tx, id);
    const by = { actor: actorOf(caller), address: caller.address };
    await recordEvent(tx, { type: 'agent.invited', payload: { id, role: agent.role } }, by);
    return { agent, path: `/invite/${token}`, expiresAt: expiresAt.toISOString() };
  }

  async previewInvitation(token: string): Promise<InvitationPreview> {
    const found = await findInvitation(this.database, token);
    if (!found) throw new ApiError('invitation.invalid');
    return found;
  }

  async acceptInvitation(token: string, password: string, visitor: Visitor): Promise<StartedSession> {
    // Before the costly hash; the transaction decides.
    await this.previewInvitation(token);
    const passwordHash = await hashPassword(password);
    return this.database.transaction(async (tx) => {
      const id = await takeInvitation(tx, token);
      if (!id) throw new ApiError('invitation.invalid');
      const agents = tx.manager.getRepository(AgentSchema);
      await agents.update({ id, active: true }, { passwordHash });
      const agent = await agents.findOneBy({ id, active: true });
      if (!agent) throw new ApiError('invitation.invalid');
      // A new password ends every session that the old one opened.
      const by = { actor: { kind: 'agent', id }, address: visitor.address } as const;
      await endSessionsOf(tx, id, by);
      await recordEvent(tx, { type: 'agent.joined', payload: { id } }, by);
      return this.sessions.start(tx, agent, visitor);
    });
  }

  update(caller: Caller, id: string, { teamIds, skillIds, handOver, ...fields }: UpdateAgent): Promise<Agent> {
    return this.database.transaction(async (tx) => {
      const agents = tx.manager.getRepository(AgentSchema);
      const before = await agents.findOneBy({ id });
      if (!before) throw notFound();
      const stopsBeingAdmin = before.role === 'admin' && (isOtherRole(fields.role) || fields.active === false);
      if (stopsBeingAdmin && (await otherActiveAdmins(tx, id)) === 0) throw new ApiError('agent.last_admin');
      if (Object.keys(fields).length > 0) await agents.update({ id }, fields);
      await setMemberships(tx, id, { teamIds, skillIds });
      if (fields.active === false) await this.leave(tx, caller, { id, handOver });
      const changed = [...Object.keys(fields), ...(teamIds ? ['teamIds'] : []), ...(skillIds ? ['skillIds'] : [])];
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type: 'agent.updated', payload: { id, changed } }, by);
      const agent = await findAgent(tx, id);
      if (!agent) throw notFound();
      return agent;
    });
  }

  /**
   * Nobody is left with a ticket that nobody sees: what becomes of the unsolved ones is asked, done as one move that can be
   * undone, and the sessions end.
   */
  private async leave(tx: Tx, caller: Caller, { id, handOver }: { id: string; handOver: HandOver | undefined }) {
    const by = { actor: actorOf(caller), address: caller.address };
    await endSessionsOf(tx, id, by);
    await withdrawOffersTo(tx, id, { channels: channelKinds, by });
    const target = { assignees: handOver ?? ({ to: 'nobody' } as const) };
    const selection = { assigneeId: id };
    const { chosen, planned } = await planUnderLock(tx, { selection, target, visibility: { all: true } });
    if (chosen.length === 0) return;
    if (!handOver) throw new ApiError('agent.has_tickets', { count: chosen.length });
    await assertTarget(tx, target);
    await startMove(tx, { by: caller.agent.id, selection, target, reason: '', backAt: null }, planned);
  }
}

async function setMemberships(
  tx: Tx,
  id: string,
  { teamIds, skillIds }: Pick<UpdateAgent, 'teamIds' | 'skillIds'>,
): Promise<void> {
  if (teamIds) await setTeamsOf(tx, id, teamIds);
  if (skillIds) await setSkillsOf(tx, id, skillIds);
}

function isOtherRole(role: UpdateAgent['role']): boolean {
  return role !== undefined && role !== 'admin';
}

/** Every one with its event, so that its sockets close too. */
async function endSessionsOf(tx: Tx, agentId: string, by: { actor: Actor; address: string }): Promise<void> {
  for (const { id: sessionId } of await revokeSessionsOf(tx, agentId)) {
    await recordEvent(tx, { type: 'session.ended', payload: { sessionId } }, by);
  }
}
