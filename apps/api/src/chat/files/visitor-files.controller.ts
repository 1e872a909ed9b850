import { Controller, Post, Req } from '@nestjs/common';
import { chatFile, type ChatFile } from '@diwan/contracts';
import type { FastifyRequest } from 'fastify';
import { AttachmentsService } from '../../attachments/attachments.service.js';
import { readUpload } from '../../attachments/read-upload.js';
import { Public } from '../../auth/access.guard.js';
import { Database } from '../../database/database.js';
import { Answers } from '../../http/answers.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { VisitorTokens } from '../visitor-tokens.js';
import { findWidgetByKey } from '../widgets/widget.query.js';
import { mostVisitorFileBytes } from '../widgets/widgets.service.js';
import { isForbiddenFile } from './visitor-files.js';

/** Uploaded and not sent yet: more than one message holds, and no store of somebody's own. */
const mostWaiting = 10;

/** Files for messages that a visitor is writing: `Authorization: Bearer` with the token of `welcome`, the key beside it. */
@Controller('api/chat/files')
export class VisitorFilesController {
  constructor(
    private readonly database: Database,
    private readonly attachments: AttachmentsService,
    private readonly tokens: VisitorTokens,
  ) {}

  @Answers(chatFile)
  @Public()
  @Post()
  async upload(@Req() request: FastifyRequest): Promise<ChatFile> {
    const visitorId = await this.visitorOf(request);
    const [waiting] = await this.database.query<{ count: number }>(
      'select count(*)::int as count from attachments where visitor_id = $1 and message_id is null',
      [visitorId],
    );
    if ((waiting?.count ?? 0) >= mostWaiting) throw new ApiError('request.too_many');
    const upload = await readUpload(request, mostVisitorFileBytes);
    const file = await this.attachments.keep({ visitorId }, upload, isForbiddenFile);
    const { id, contentType, sizeBytes, url } = file;
    return { id, name: file.name, contentType, sizeBytes, url };
  }

  private async visitorOf(request: FastifyRequest): Promise<string> {
    const [, token = ''] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    const widget = await findWidgetByKey(this.database, String(request.headers['x-diwan-key'] ?? ''));
    if (!widget) throw notFound();
    const visitorId = this.tokens.visitorOf(token, widget.id);
    if (visitorId === null) throw new ApiError('request.unauthenticated');
    return visitorId;
  }
}
