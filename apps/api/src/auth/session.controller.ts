import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { id, session, sessionEntry, signIn, type Session, type SessionEntry, type SignIn } from '@diwan/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, AnswersList } from '../http/answers.js';
import { Public, SignedIn } from './access.guard.js';
import { By, type Caller } from './caller.js';
import { SessionService, type StartedSession, type Visitor } from './session.service.js';

export function visitorOf(request: FastifyRequest): Visitor {
  return { address: request.ip, userAgent: (request.headers['user-agent'] ?? '').slice(0, 300) };
}

@Controller('api')
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  @Answers(session)
  @Public()
  @Post('session')
  @HttpCode(200)
  async signIn(
    @Body({ schema: signIn }) body: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return setSessionCookie(reply, this.sessions, await this.sessions.signIn(body, visitorOf(request)));
  }

  @Answers(session)
  @SignedIn()
  @Get('session')
  read(@By() caller: Caller): Promise<Session> {
    return this.sessions.read(caller);
  }

  @SignedIn()
  @Delete('session')
  @HttpCode(204)
  async signOut(@By() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.end(caller, caller.sessionId);
    // Browsers ignore a `__Host-` cookie without `Secure`, also one that deletes.
    reply.clearCookie(this.sessions.cookieName, { path: '/', secure: this.sessions.isSecure });
  }

  @AnswersList(sessionEntry)
  @SignedIn()
  @Get('sessions')
  list(@By() caller: Caller): Promise<SessionEntry[]> {
    return this.sessions.list(caller);
  }

  @SignedIn()
  @Delete('sessions/:id')
  @HttpCode(204)
  end(@By() caller: Caller, @Param('id', { schema: id }) sessionId: string): Promise<void> {
    return this.sessions.end(caller, sessionId);
  }
}

/** HttpOnly, SameSite=Lax, for the whole host; it ends with the session, whose times the server keeps. */
export function setSessionCookie(reply: FastifyReply, sessions: SessionService, started: StartedSession): Session {
  reply.setCookie(sessions.cookieName, started.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: sessions.isSecure,
    maxAge: 7 * 24 * 3600,
  });
  return started.session;
}
