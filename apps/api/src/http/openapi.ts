import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** OpenAPI at /api/openapi.json and a page to read and try it at /api/docs, both made from the contracts at first request. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const config = new DocumentBuilder()
    .setTitle('Diwan')
    .setDescription('Tickets, messages and settings of one organisation. Errors are RFC 9457 problem+json.')
    .setVersion('0.1.0')
    .addCookieAuth('diwan')
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}
