import { Controller, Get, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { attachment, id, type Attachment } from '@diwan/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, Requires } from '../auth/access.guard.js';
import { By, type Caller } from '../auth/caller.js';
import { Answers } from '../http/answers.js';
import { AttachmentsService } from './attachments.service.js';
import { readUpload } from './read-upload.js';
import { sandboxed } from './sandboxed.js';
import { isShownInline } from './shown-inline.js';

@Controller()
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  @Answers(attachment)
  @Requires('tickets.reply')
  @Post('api/attachments')
  async upload(@By() caller: Caller, @Req() request: FastifyRequest): Promise<Attachment> {
    return this.attachments.upload(caller, await readUpload(request));
  }

  /** One address for as long as the draft lives, however old; links to files end. */
  @Requires('tickets.reply')
  @Get('api/attachments/:id/content')
  async show(@By() caller: Caller, @Param('id', { schema: id }) uploadId: string, @Res() reply: FastifyReply) {
    const link = await this.attachments.linkToUpload(caller, uploadId);
    void reply.header('cache-control', 'no-store').redirect(link, 302);
  }

  @Public()
  @Get('files/:id')
  async download(
    @Param('id', { schema: id }) attachmentId: string,
    @Query() proof: { expires?: string; signature?: string },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { expires = '', signature = '' } = proof;
    const file = await this.attachments.openLink(attachmentId, { expires, signature });
    const inline = isShownInline(file.contentType);
    const name = encodeURIComponent(file.name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
    void reply.headers(sandboxed);
    return new StreamableFile(this.attachments.read(file), {
      type: inline ? file.contentType : 'application/octet-stream',
      disposition: `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
      length: file.sizeBytes,
    });
  }
}
