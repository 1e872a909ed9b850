// Turns every part that is not the mail's own words into attachments; unpacks TNEF, names mails and calendars.
import type { MailAttachment } from '../parsed-mail.js';
import type { MimePart } from './mime/mime-part.js';
import type { ParseNotes } from './parse-notes.js';
import { decodeText } from './charset/decode-text.js';
import { headerText } from './headers/header-text.js';
import { embeddedSubject } from './mime/embedded-subject.js';
import { readTnef, type Tnef } from './attachments/read-tnef.js';
import { toAttachment, type AttachmentDraft } from './attachments/to-attachment.js';
import { noteEncryption } from './signs/encryption.js';

export type FoundAttachments = {
  attachments: MailAttachment[];
  /** Text and HTML inside TNEF, for a mail that has no other body. */
  tnef: { text: string | null; html: string | null } | null;
  /** Source of the first calendar part. */
  calendar: string | null;
};

type Draft = AttachmentDraft & { part: MimePart };

/** @param html the mail's HTML source: an image it refers to by `cid:` is inline whatever its disposition says. */
export async function findAttachments(
  parts: MimePart[],
  html: string | null,
  notes: ParseNotes,
): Promise<FoundAttachments> {
  const referenced = contentIdsIn(html ?? '');
  const found: FoundAttachments = { attachments: [], tnef: null, calendar: null };
  for (const part of parts) {
    if (isOtherRepresentation(part)) continue;
    noteEncryption(part, notes);
    const tnef = tnefOf(part, notes);
    if (part.contentType === 'text/calendar')
      found.calendar ??= decodeText(part.content, part.charset ?? 'utf-8', notes);
    if (tnef !== null) await addTnef(found, tnef, notes);
    // A damaged container stays beside what could be read of it.
    if (tnef === null || tnef.damaged) found.attachments.push(await toAttachment(toDraft(part, referenced, notes)));
  }
  return found;
}

/** AMP and watch versions say again what the body says. */
function isOtherRepresentation(part: MimePart): boolean {
  return (
    part.alternative !== null && part.disposition === null && /^text\/(x-amp-html|watch-html)$/.test(part.contentType)
  );
}

function tnefOf(part: MimePart, notes: ParseNotes): Tnef | null {
  const declared = /^application\/(ms-tnef|vnd\.ms-tnef)$/.test(part.contentType);
  if (!declared && !/^winmail\.dat$/i.test(part.fileName ?? '')) return null;
  const tnef = readTnef(part.content);
  if (tnef === null || tnef.damaged) notes.warnings.add('mail.tnef_damaged');
  return tnef;
}

function toDraft(part: MimePart, referenced: ReadonlySet<string>, notes: ParseNotes): Draft {
  const base = { part, contentType: part.contentType, contentId: part.contentId, content: part.content };
  return { ...base, name: nameOf(part, notes), inline: isInline(part, referenced), ...suffixOf(part) };
}

function isInline({ contentId, contentType, disposition }: MimePart, referenced: ReadonlySet<string>): boolean {
  if (contentId === null) return false;
  return referenced.has(contentId) || (disposition === 'inline' && contentType.startsWith('image/'));
}

function nameOf(part: MimePart, notes: ParseNotes): string | null {
  if (part.contentType === 'message/rfc822' || part.contentType === 'message/global') {
    return (
      part.fileName ??
      `${headerText(embeddedSubject(part.content, notes)).replace(/[/\\]/g, ' ').slice(0, 200) || 'message'}.eml`
    );
  }
  const standard: Record<string, string> = {
    'text/calendar': 'invite.ics',
    'message/delivery-status': 'delivery-status.txt',
    'text/rfc822-headers': 'headers.txt',
    'application/pkcs7-signature': 'smime.p7s',
    'application/pkcs7-mime': 'smime.p7m',
    'application/pgp-signature': 'signature.asc',
    'text/plain': 'text.txt',
    'text/html': 'text.html',
  };
  return part.fileName ?? standard[part.contentType] ?? null;
}

function suffixOf(part: MimePart): Pick<AttachmentDraft, 'contentTypeSuffix'> {
  const method = part.params['method'] ?? '';
  return part.contentType === 'text/calendar' && /^[a-z]{3,20}$/i.test(method)
    ? { contentTypeSuffix: `; method=${method.toUpperCase()}` }
    : {};
}

async function addTnef(found: FoundAttachments, tnef: Tnef, notes: ParseNotes): Promise<void> {
  for (const { name, contentType, contentId, content } of tnef.files) {
    found.attachments.push(await toAttachment({ name, contentType, contentId, content, inline: false }));
  }
  found.tnef ??= { text: tnef.text, html: tnef.html === null ? null : decodeText(tnef.html, null, notes) };
}

/** Content-IDs that the HTML refers to, percent-decoded as RFC 2392 asks. */
function contentIdsIn(html: string): Set<string> {
  const ids = html.matchAll(/\bcid:([^\s"'<>)]{1,998})/gi);
  return new Set([...ids].map(([, id]) => decodedId(id as string)));
}

function decodedId(id: string): string {
  try {
    return decodeURIComponent(id.replace(/&amp;/g, '&'));
  } catch {
    // A lone % in an id that was never encoded.
    return id;
  }
}
