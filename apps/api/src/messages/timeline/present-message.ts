import { message as messageContract, type Attachment, type Message, type TicketEvent } from '@diwan/contracts';
import type { FileLinks } from '../../attachments/file-links.js';
import type { AttachmentRow, MessageRow, TimelineEventRow } from './timeline.query.js';

export function presentAttachment(row: AttachmentRow, links: FileLinks): Attachment {
  const { id, name, contentType, sizeBytes, inline, contentId } = row;
  return { id, name, contentType, sizeBytes, inline, contentId, url: links.link(id) };
}

/** `cid:` becomes the signed address of the inline file (RFC 2392). */
function showInlineImages(html: string, attachments: readonly Attachment[]): string {
  const byContentId = new Map(
    attachments.flatMap((each) => (each.contentId ? [[each.contentId, each.url]] : [])) as [string, string][],
  );
  return html.replace(/(["'])cid:([^"']+)\1/g, (whole, quote: string, reference: string) => {
    const url = byContentId.get(decodeURIComponentSafe(reference)) ?? byContentId.get(reference);
    return url ? `${quote}${url.replaceAll('&', '&amp;')}${quote}` : whole;
  });
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function presentDelivery(row: MessageRow): Message['delivery'] {
  if (row.deliveryState === null) return null;
  return {
    state: messageContract.shape.delivery.unwrap().shape.state.parse(row.deliveryState),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    attempts: row.attempts ?? 0,
    error: row.errorCode === null ? null : { code: row.errorCode, detail: row.errorDetail ?? '' },
  };
}

export function presentMessage(row: MessageRow, files: readonly AttachmentRow[], links: FileLinks): Message {
  const attachments = files.map((file) => presentAttachment(file, links));
  return {
    id: row.id,
    seq: row.seq,
    kind: row.kind,
    channel: row.channel,
    author: { kind: row.authorKind, id: row.authorId, name: row.authorName },
    from: row.from,
    to: row.to,
    cc: row.cc,
    subject: row.subject,
    replyText: row.replyText,
    text: row.text,
    html: row.html === null ? null : showInlineImages(row.html, attachments),
    hasRemoteImages: row.html?.includes('data-remote-src') ?? false,
    automatic: row.automatic.is,
    sentAt: row.sentAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    attachments,
    delivery: presentDelivery(row),
    warnings: row.warnings,
  };
}

export function presentTicketEvent(row: TimelineEventRow): TicketEvent {
  const { names } = row;
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    return typeof value === 'string' && names?.[value] ? { id: value, name: names[value] } : value;
  };
  return {
    id: row.id,
    type: row.type,
    actor: { kind: row.actorKind, name: row.actorName },
    params: Object.fromEntries(Object.entries(row.payload).map(([key, value]) => [key, named(value)])),
    at: row.at.toISOString(),
  };
}
