import type { MimePart } from '../mime/mime-part.js';
import type { ParseNotes } from '../parse-notes.js';

/** The object identifiers of PKCS#7 envelopedData and AuthEnvelopedData content. */
const enveloped = [Buffer.from('2a864886f70d010703', 'hex'), Buffer.from('2a864886f70d0109100117', 'hex')];

/** Warns of parts whose content cannot be shown: the agent sees an attachment and has to know why there is no text. */
export function noteEncryption(part: MimePart, notes: ParseNotes): void {
  if (part.path.at(-1) === 'encrypted') notes.warnings.add('mail.pgp_encrypted');
  if (!/^application\/(x-)?pkcs7-mime$/.test(part.contentType)) return;
  const declared = (part.params['smime-type'] ?? '').toLowerCase();
  const head = part.content.subarray(0, 64);
  const encrypted =
    /enveloped-data|encrypted/.test(declared) || enveloped.some((identifier) => head.includes(identifier));
  notes.warnings.add(encrypted ? 'mail.smime_encrypted' : 'mail.smime_opaque');
}
