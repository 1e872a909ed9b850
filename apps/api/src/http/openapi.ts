// OpenAPI at /api/openapi.json and a page to read and try it at /api/docs. The generator costs half a second and 18 MB, which
// most processes never need: it is loaded at the first request (docs/performance.md).
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describeAnswers } from './answers.js';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Diwan API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/open.js"></script></body>
</html>`;
const openPage = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui' });`;

async function describeApi(app: NestFastifyApplication): Promise<string> {
  const { ApiResponse, DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  describeAnswers(ApiResponse);
  const config = new DocumentBuilder()
    .setTitle('Diwan')
    .setDescription('Tickets, messages and settings of one organisation. Errors are RFC 9457 problem+json.')
    .setVersion('0.1.0')
    .addCookieAuth('diwan')
    .build();
  return JSON.stringify(SwaggerModule.createDocument(app, config));
}

/** The page's files are a package that the generator brings along, so it is looked up from there. */
function pageFiles(): string {
  const generator = createRequire(fileURLToPath(import.meta.resolve('@nestjs/swagger')));
  return dirname(generator.resolve('swagger-ui-dist/package.json'));
}

export async function serveOpenApi(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  let document: Promise<string> | null = null;
  fastify.get('/api/openapi.json', async (_request, reply) => {
    document ??= describeApi(app);
    return reply.type('application/json').send(await document);
  });
  fastify.get('/api/docs', (_request, reply) => reply.type('text/html').send(page));
  fastify.get('/api/docs/open.js', (_request, reply) => reply.type('text/javascript').send(openPage));
  await app.register(fastifyStatic, { root: pageFiles(), prefix: '/api/docs/', decorateReply: false });
}
