import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ChannelError } from '@diwan/channels';
import type { Problem } from '@diwan/contracts';
import { TicketError } from '@diwan/tickets';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isOutage } from '../database/outage.js';
import { LOGGER } from '../logging.module.js';
import { ApiError, codeOfConstraint, statusOf, type ErrorCode } from './api-error.js';
import { InvalidRequest } from './contract.pipe.js';

type Answer = Pick<Problem, 'code'> & Partial<Problem> & { status: number };

const codeOfStatus: Record<number, ErrorCode> = {
  400: 'request.invalid',
  401: 'request.unauthenticated',
  403: 'request.forbidden',
  404: 'request.not_found',
  413: 'request.too_large',
  415: 'request.unsupported_media_type',
  429: 'request.too_many',
  503: 'server.unavailable',
};

function ofStatus(status: number): Answer {
  // What @fastify/multipart says of a body that is none.
  if (status === 406) return ofStatus(415);
  return { status, code: codeOfStatus[status] ?? (status < 500 ? 'request.invalid' : 'server.failed') };
}

function answerTo(error: unknown): Answer {
  if (error instanceof InvalidRequest) return { status: 400, code: 'request.invalid', errors: error.errors };
  if (error instanceof ApiError || error instanceof TicketError) {
    return { status: statusOf[error.code], code: error.code, params: error.params };
  }
  if (error instanceof ChannelError) {
    return { status: statusOf[error.code], code: error.code, params: { detail: error.message } };
  }
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  return ofDatabase(error) ?? ofStatus(fastifyStatus(error) ?? (isOutage(error) ? 503 : 500));
}

/** What the request, and not the product, did wrong in the eyes of PostgreSQL. */
function ofDatabase(error: unknown): Answer | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  // A NUL in a text: PostgreSQL has none.
  if (code === '22021' || code === '22P05') return ofStatus(400);
  const constraint = code === '23505' && (error as { constraint?: string }).constraint;
  const taken = constraint ? codeOfConstraint[constraint] : undefined;
  return taken ? { status: statusOf[taken], code: taken } : null;
}

/** Fastify's own refusals: body too large, unknown media type, broken JSON. */
function fastifyStatus(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 0;
  return status >= 400 && status < 500 ? status : null;
}

/** Every error leaves as RFC 9457 problem+json. What is unknown leaves as 500 with a request id and no detail. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = answerTo(error);
    if (answer.status >= 500) {
      this.logger.error(
        { err: error, requestId: request.id, method: request.method, route: request.routeOptions.url },
        'request failed',
      );
    }
    if (reply.sent) return;
    const problem: Problem = {
      type: `https://diwan.invalid/problems/${answer.code}`,
      title: answer.code,
      requestId: String(request.id),
      ...answer,
    };
    void reply.status(answer.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
  }
}
