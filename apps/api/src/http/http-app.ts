import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from '../app.module.js';
import type { Config } from '../config.js';
import { createLogger, LOGGER, NestLog } from '../logging.module.js';
import type { AddressPolicy } from '../outgoing/address-policy.js';
import { contractPipe } from './contract.pipe.js';
import { serveOpenApi } from './openapi.js';
import { ProblemFilter } from './problem.filter.js';
import { serveWidget } from '../chat/serve-widget.js';

const mostUploadBytes = 25 * 1024 * 1024;

/** The API on Fastify with everything that stands around the routes; not listening yet. */
export async function createHttpApp(config: Config, outgoing?: AddressPolicy): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: 1024 * 1024,
    trustProxy: config.trustProxy ? '127.0.0.1' : false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, outgoing), adapter, {
    logger: new NestLog(createLogger(config)),
    abortOnError: false,
  });
  const logger = app.get<Logger>(LOGGER);
  await app.register(cookie);
  await app.register(helmet, securityHeaders(config));
  await app.register(multipart, { limits: { fileSize: mostUploadBytes, files: 1, fields: 5 } });
  app.useGlobalPipes(contractPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  await serveOpenApi(app);
  await serveWidget(app);
  await serveInbox(app);
  return app;
}

function securityHeaders(config: Config) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.publicUrl.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' as const },
    // Signed file links are opened by the sandboxed frames of messages, whose origin is opaque.
    crossOriginResourcePolicy: false,
  };
}

/** The built inbox; every address that is not a file or the API's is one of its screens. */
async function serveInbox(app: NestFastifyApplication): Promise<void> {
  const root = join(import.meta.dirname, '../../../inbox-ui/dist/app');
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    immutable: true,
    maxAge: '365d',
    // The page itself names the hashed files and must always be asked for anew.
    setHeaders: (reply, path) => {
      if (path.endsWith('.html')) void reply.header('cache-control', 'no-cache');
    },
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/*', (request, reply) => {
    const isScreen = request.headers.accept?.includes('text/html') && !/^\/(api|files|health)\b/.test(request.url);
    if (isScreen) return reply.sendFile('index.html');
    return reply.status(404).type('application/problem+json').send({
      type: 'https://diwan.invalid/problems/request.not_found',
      title: 'request.not_found',
      status: 404,
      code: 'request.not_found',
    });
  });
}
