import type { MailParser, ReplySigner } from '@diwan/channels';
import type { BlobStore } from '../../attachments/blob-store.js';
import type { ClaimedMail } from './claim-mail.query.js';
import { toInboundMessage } from './to-inbound-message.js';
import type { UnderstoodMail } from './understood-mail.js';

/** Parses one mail and puts its files into the blob store. Repeatable: the same bytes give the same files. */
export async function understandMail(
  claim: ClaimedMail,
  { parser, blobs, signer }: { parser: MailParser; blobs: BlobStore; signer: ReplySigner },
): Promise<UnderstoodMail> {
  const { raw, ...rest } = claim;
  const mail = await parser.parse(raw);
  const attachments = await Promise.all(
    mail.attachments.map(async ({ content, ...attachment }) => ({ ...attachment, sha256: await blobs.put(content) })),
  );
  const message = toInboundMessage(mail, claim, signer);
  return { claim: rest, message, attachments, senderName: mail.from?.name || mail.from?.address || '' };
}
