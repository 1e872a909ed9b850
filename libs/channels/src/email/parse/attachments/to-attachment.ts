import { createHash } from 'node:crypto';
import libmime from 'libmime';
import type { MailAttachment } from '../../parsed-mail.js';
import { safeFileName } from './file-name.js';
import { settleContentType } from './content-type.js';

export type AttachmentDraft = {
  name: string | null;
  /** Lower-cased; may be '' or wrong. */
  contentType: string;
  /** Kept behind the type, for example `method=REQUEST`. */
  contentTypeSuffix?: string;
  contentId: string | null;
  inline: boolean;
  content: Uint8Array;
};

/** Names, types, measures and hashes one file. A nameless one is called after its type. */
export async function toAttachment(draft: AttachmentDraft): Promise<MailAttachment> {
  const given = safeFileName(draft.name ?? '');
  const contentType = await settleContentType(draft.contentType, given, draft.content);
  return {
    name: given === '' ? `attachment.${libmime.detectExtension(contentType)}` : given,
    contentType: contentType + (draft.contentTypeSuffix ?? ''),
    sizeBytes: draft.content.byteLength,
    sha256: createHash('sha256').update(draft.content).digest('hex'),
    contentId: draft.contentId,
    inline: draft.inline,
    content: draft.content,
  };
}
