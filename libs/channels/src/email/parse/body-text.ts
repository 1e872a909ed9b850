// Which parts are the mail's own words, and those words as text and as HTML source.
import { mailLimits } from './mail-limits.js';
import type { MailWarning, ParseNotes } from './parse-notes.js';
import { decodeText } from './charset/decode-text.js';
import { htmlCharset } from './charset/html-charset.js';
import { unflow } from './mime/unflow.js';
import type { MimePart } from './mime/mime-part.js';

export type BodyPart = { kind: 'plain' | 'html'; part: MimePart; content: string };

/** @returns the body parts in order; every other part is an attachment. */
export function findBodyParts(parts: MimePart[], notes: ParseNotes): BodyPart[] {
  const bodies: BodyPart[] = [];
  for (const part of parts) {
    const kind = bodyKind(part);
    if (kind === null || (part.fileName !== null && (bodies.length > 0 || part.disposition === 'inline'))) continue;
    bodies.push({ kind, part, content: kind === 'html' ? htmlContent(part, notes) : plainContent(part, notes) });
  }
  return bodies;
}

function bodyKind(part: MimePart): BodyPart['kind'] | null {
  if (part.disposition === 'attachment' || part.depth > mailLimits.nesting) return null;
  if (part.contentType === 'text/plain' || part.contentType === 'text') return 'plain';
  return part.contentType === 'text/html' ? 'html' : null;
}

function plainContent(part: MimePart, notes: ParseNotes): string {
  const text = decodeText(boundedSource(part, 'mail.text_truncated', notes), part.charset, notes);
  return part.flowed === null ? text : unflow(text, part.flowed.delSp);
}

/** UTF-7 is refused for HTML: it hides markup from everything that looks at the bytes. */
function htmlContent(part: MimePart, notes: ParseNotes): string {
  const charset = part.charset ?? htmlCharset(part.content);
  const hidden = charset !== null && /^(?:x-|csunicode11|unicode-1-1-)?utf-?7/i.test(charset.trim());
  if (hidden) notes.warnings.add('mail.utf7_html');
  return decodeText(boundedSource(part, 'mail.html_truncated', notes), hidden ? 'us-ascii' : charset, notes);
}

/** Cut between lines or words, so that no character is cut in two and the charset can still be told. */
function boundedSource({ content }: MimePart, warning: MailWarning, notes: ParseNotes): Buffer {
  if (content.length <= mailLimits.sourceBytes) return content;
  notes.warnings.add(warning);
  const cut = Math.max(
    content.lastIndexOf('\n', mailLimits.sourceBytes),
    content.lastIndexOf(' ', mailLimits.sourceBytes),
  );
  return content.subarray(0, cut > 0 ? cut : mailLimits.sourceBytes);
}

/** Whether another body part of the same multipart/alternative says the same in the other form. */
export function hasOtherForm(body: BodyPart, bodies: BodyPart[]): boolean {
  const { alternative } = body.part;
  return (
    alternative !== null && bodies.some((other) => other.part.alternative === alternative && other.kind !== body.kind)
  );
}

/** All HTML parts as one source, with plain parts that have no HTML form in between; null without any HTML part. */
export function htmlSource(bodies: BodyPart[]): string | null {
  if (!bodies.some((body) => body.kind === 'html')) return null;
  return bodies
    .filter((body) => body.kind === 'html' || (!hasOtherForm(body, bodies) && body.content.trim() !== ''))
    .map((body) => (body.kind === 'html' ? body.content : `<div>${escapeHtml(body.content)}</div>`))
    .join('\n');
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>');
}

/** Cuts at the limit; the raw mail has the rest. */
export function boundedText(text: string, notes: ParseNotes): string {
  if (text.length <= mailLimits.textBytes) return text;
  notes.warnings.add('mail.text_truncated');
  return text.slice(0, mailLimits.textBytes).replace(/[\ud800-\udbff]$/, '');
}
