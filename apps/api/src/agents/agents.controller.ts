import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import {
  acceptInvitation,
  agent,
  id,
  invitation,
  invitationPreview,
  inviteAgent,
  session,
  updateAgent,
  type Agent,
  type Invitation,
  type InvitationPreview,
  type InviteAgent,
  type Session,
  type UpdateAgent,
} from '@diwan/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { setSessionCookie, visitorOf } from '../auth/session.controller.js';
import { SessionService } from '../auth/session.service.js';
import { Answers, AnswersList } from '../http/answers.js';
import { AgentsService } from './agents.service.js';

@Controller('api')
export class AgentsController {
  constructor(
    private readonly agents: AgentsService,
    private readonly sessions: SessionService,
  ) {}

  @AnswersList(agent)
  @Requires('agents.read')
  @Get('agents')
  list(): Promise<Agent[]> {
    return this.agents.list();
  }

  @Answers(invitation)
  @Requires('agents.manage')
  @Post('agents')
  invite(@By() caller: Caller, @Body({ schema: inviteAgent }) body: InviteAgent): Promise<Invitation> {
    return this.agents.invite(caller, body);
  }

  @Answers(invitation)
  @Requires('agents.manage')
  @Post('agents/:id/invitation')
  inviteAgain(@By() caller: Caller, @Param('id', { schema: id }) agentId: string): Promise<Invitation> {
    return this.agents.inviteAgain(caller, agentId);
  }

  @Answers(agent)
  @Requires('agents.manage')
  @Patch('agents/:id')
  update(
    @By() caller: Caller,
    @Param('id', { schema: id }) agentId: string,
    @Body({ schema: updateAgent }) body: UpdateAgent,
  ): Promise<Agent> {
    return this.agents.update(caller, agentId, body);
  }

  @Answers(invitationPreview)
  @Public()
  @Get('invitations/:token')
  preview(@Param('token') token: string): Promise<InvitationPreview> {
    return this.agents.previewInvitation(token);
  }

  @Answers(session)
  @Public()
  @Post('invitations/:token')
  @HttpCode(200)
  async accept(
    @Param('token') token: string,
    @Body({ schema: acceptInvitation }) body: { password: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const started = await this.agents.acceptInvitation(token, body.password, visitorOf(request));
    return setSessionCookie(reply, this.sessions, started);
  }
}
