import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { createEmailChannel, type MailParser, type ParsedMail } from '@diwan/channels';
import type { FastifyReply } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Requires } from '../auth/access.guard.js';
import { ConfigModule } from '../config.module.js';
import type { Config } from '../config.js';
import { notFound } from '../http/api-error.js';
import { MAIL_PARSER } from '../intake/intake.service.js';
import { MailSink } from './mail-sink.js';
import { sinkList, sinkMail } from './sink-pages.js';

const answerForm = z.object({ text: z.string().trim().min(1).max(10_000) });

/**
 * The demo's post office: what Diwan has sent, as its recipients would read it, and a way to answer as one of them. It holds
 * every team's mail: only for those who may read all tickets.
 */
@Controller('demo/mail')
export class DemoController {
  private readonly sink: MailSink;

  constructor(
    @Inject(ConfigModule.CONFIG) private readonly config: Config,
    @Inject(MAIL_PARSER) private readonly parser: MailParser,
  ) {
    this.sink = MailSink.of(config);
  }

  @Requires('tickets.read_all')
  @Get()
  async list(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const mails = await this.sink.list();
    const read = await Promise.all(mails.map(async (mail) => ({ ...mail, mail: await this.parse(mail.id) })));
    return page(reply, sinkList(read));
  }

  @Requires('tickets.read_all')
  @Get(':id')
  async read(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return page(reply, sinkMail(id, await this.parse(id)));
  }

  /** Writes back by SMTP, exactly as the recipient's mail program would. */
  @Requires('tickets.read_all')
  @Post(':id/answer')
  async answer(
    @Param('id') id: string,
    @Body({ schema: answerForm }) { text }: { text: string },
    @Res() reply: FastifyReply,
  ) {
    const mail = await this.parse(id);
    const from = mail.to[0];
    const to = mail.replyTo[0] ?? mail.from;
    if (!from || !to) throw notFound();
    const channel = createEmailChannel({
      settings: {
        host: this.config.smtpHost,
        port: this.config.smtpPort,
        security: 'none',
        user: '',
        auth: { method: 'none' },
      },
    });
    try {
      await channel.send({
        channel: 'email', messageId: `${uuidv7()}@example.com`, from, replyTo: null, to: [to], cc: [],
        subject: /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`, text, html: null,
        inReplyTo: mail.messageId, references: [...mail.references, ...(mail.messageId ? [mail.messageId] : [])].slice(-20),
        threadIndex: null, language: 'en', direction: 'ltr', automatic: false, attachments: [],
      }); // prettier-ignore
    } finally {
      await channel.close();
    }
    return reply.status(303).header('location', `/demo/mail/${id}?answered=1`).send();
  }

  private async parse(id: string): Promise<ParsedMail> {
    const raw = await this.sink.read(id);
    if (!raw) throw notFound();
    return this.parser.parse(raw);
  }
}

function page(reply: FastifyReply, html: string): string {
  void reply.header('content-type', 'text/html; charset=utf-8');
  return html;
}
