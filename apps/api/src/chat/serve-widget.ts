// What a page with a widget asks us for: the loader /widget.js, and the chat itself, /chat/KEY, in a frame or as a page.
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '../database/database.js';
import { findWidgetByKey } from './widgets/widget.query.js';

export async function serveWidget(app: NestFastifyApplication): Promise<void> {
  const built = join(import.meta.dirname, '../../../chat-widget/dist');
  if (!existsSync(built)) return;
  const database = app.get(Database);
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(fastifyStatic, {
    root: join(built, 'app/assets'),
    prefix: '/chat/assets/',
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
  });
  fastify.get('/widget.js', (_request, reply) =>
    reply
      .type('text/javascript')
      // Its address is in other people's pages for ever: what it holds may change any day.
      .header('cache-control', 'public, max-age=300')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('access-control-allow-origin', '*')
      .send(createReadStream(join(built, 'loader.js'))),
  );
  fastify.get<{ Params: { key: string } }>('/chat/:key', async (request, reply) => {
    const widget = await findWidgetByKey(database, request.params.key);
    if (!widget) return reply.status(404).type('text/plain').send('There is no such chat.');
    return reply
      .type('text/html')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', policyFor(widget.origins))
      .removeHeader('x-frame-options')
      .send(await readFile(join(built, 'app/index.html'), 'utf8'));
  });
}

/** Which pages may hold the frame is kept by the browser itself (CSP level 3, frame-ancestors). */
function policyFor(origins: readonly string[]): string {
  const ancestors = origins.length === 0 ? '*' : ["'self'", ...origins].join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "media-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');
}
