import type { FastifyReply } from 'fastify';

/** Always a download and never a page: the mail's own HTML must not run under our address. */
export function sendRawMail(reply: FastifyReply, name: string, raw: Buffer): Buffer {
  void reply
    .header('content-type', 'message/rfc822')
    .header('content-disposition', `attachment; filename="${name}.eml"`)
    .header('x-content-type-options', 'nosniff');
  return raw;
}
