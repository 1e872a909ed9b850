import { Body, Controller, Get, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import {
  organisation,
  session,
  setUp,
  setUpStatus,
  updateMe,
  updateOrganisation,
  type Organisation,
  type Session,
  type SetUp,
  type SetUpStatus,
  type UpdateMe,
  type UpdateOrganisation,
} from '@diwan/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, Requires, SignedIn } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { setSessionCookie, visitorOf } from '../auth/session.controller.js';
import { SessionService } from '../auth/session.service.js';
import { Answers } from '../http/answers.js';
import { OrganisationService } from './organisation.service.js';
import { SetUpService } from './set-up.service.js';

@Controller('api')
export class OrganisationController {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly first: SetUpService,
    private readonly sessions: SessionService,
  ) {}

  @Answers(setUpStatus)
  @Public()
  @Get('setup')
  status(): Promise<SetUpStatus> {
    return this.first.status();
  }

  @Answers(session)
  @Public()
  @Post('setup')
  async setUp(
    @Body({ schema: setUp }) body: SetUp,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return setSessionCookie(reply, this.sessions, await this.first.setUp(body, visitorOf(request)));
  }

  @Answers(organisation)
  @Requires('organisation.read')
  @Get('organisation')
  read(): Promise<Organisation> {
    return this.organisation.read();
  }

  @Answers(organisation)
  @Requires('organisation.manage')
  @Patch('organisation')
  update(@By() caller: Caller, @Body({ schema: updateOrganisation }) body: UpdateOrganisation): Promise<Organisation> {
    return this.organisation.update(caller, body);
  }

  @Answers(session)
  @SignedIn()
  @Patch('me')
  @HttpCode(200)
  updateMe(@By() caller: Caller, @Body({ schema: updateMe }) body: UpdateMe): Promise<Session> {
    return this.organisation.updateMe(caller, body);
  }
}
