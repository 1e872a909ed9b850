import type { Permission, Preferences, Role } from '@diwan/contracts';
import type { Actor } from '@diwan/tickets';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';
import { may } from '../policies/policies.js';

/** Who is asking: a signed-in agent, from where, and what they may see. */
export type Caller = {
  sessionId: string;
  agent: { id: string; name: string; email: string; role: Role; preferences: Partial<Preferences> };
  /** Queues of the agent's teams. */
  queueIds: readonly string[];
  address: string;
};

/** Which tickets somebody may see: all, or those of their queues and their own. */
export type Visibility = { all: true } | { all: false; agentId: string; queueIds: readonly string[] };

export function visibilityOf(caller: Pick<Caller, 'agent' | 'queueIds'>): Visibility {
  if (may(caller.agent.role, 'tickets.read_all')) return { all: true };
  return { all: false, agentId: caller.agent.id, queueIds: caller.queueIds };
}

export function canSee(visibility: Visibility, ticket: { queueId: string; assigneeId: string | null }): boolean {
  return visibility.all || ticket.assigneeId === visibility.agentId || visibility.queueIds.includes(ticket.queueId);
}

export function actorOf(caller: Caller): Actor {
  return { kind: 'agent', id: caller.agent.id };
}

/** @throws ApiError request.forbidden */
export function assertMay(caller: Caller, permission: Permission): void {
  if (!may(caller.agent.role, permission)) throw new ApiError('request.forbidden', { permission });
}

export type RequestOfCaller = FastifyRequest & { caller?: Caller };

/** The signed-in agent of this request, put there by the access guard. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<RequestOfCaller>();
  if (!caller) throw new ApiError('request.unauthenticated');
  return caller;
});
