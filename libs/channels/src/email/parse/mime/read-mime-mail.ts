// Drives the MIME library over one mail and keeps its leaves. Chosen over mailparser's own tree because the charset
// fallback needs the bytes of text parts and because a mail of 100,000 parts must end at the limit, not in an error.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import libmime from 'libmime';
import { Splitter, type MimeNode } from '@zone-eu/mailsplit';
import { mailLimits } from '../mail-limits.js';
import type { ParseNotes } from '../parse-notes.js';
import { readHeaderFields, type HeaderFields } from '../headers/header-fields.js';
import { messageIds } from '../headers/message-ids.js';
import { boundRawMail } from './bound-raw-mail.js';
import type { MimeMail, MimePart } from './mime-part.js';

type Collected = { node: MimeNode; body: Buffer[]; children: number };

export async function readMimeMail(raw: Uint8Array, notes: ParseNotes): Promise<MimeMail> {
  const bytes = boundRawMail(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), notes);
  const nodes = await splitNodes(bytes, notes);
  const parts: MimePart[] = [];
  for (const collected of nodes) {
    const part = await readPart(collected, notes);
    if (part !== null) parts.push(part);
  }
  const root = nodes[0];
  const headers = root === undefined ? readHeaderFields([], notes) : fieldsOf(root.node, notes);
  return { headers, ...typeOf(headers), parts };
}

async function splitNodes(bytes: Buffer, notes: ParseNotes): Promise<Collected[]> {
  // Its own limits are errors that lose what was read; ours stop reading and keep it.
  const splitter = new Splitter({
    ignoreEmbedded: true,
    maxHeadSize: Number.MAX_SAFE_INTEGER,
    maxChildNodes: Number.MAX_SAFE_INTEGER,
  });
  const found = new Map<MimeNode, Collected>();
  for await (const chunk of Readable.from(pieces(bytes)).pipe(splitter)) {
    const { type, node, value } = chunk as { type: string; node: MimeNode; value?: Buffer };
    if (type === 'node') {
      if (found.size > mailLimits.parts) {
        notes.warnings.add('mail.too_many_parts');
        break;
      }
      const parent = (chunk as MimeNode).parentNode;
      if (parent !== false) (found.get(parent) as Collected).children++;
      found.set(chunk as MimeNode, { node: chunk as MimeNode, body: [], children: 0 });
    } else if (value !== undefined) found.get(node)?.body.push(value);
  }
  return [...found.values()];
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65536) yield bytes.subarray(at, at + 65536);
}

/** @returns null for a multipart that has parts. One that has none, for lack of its boundary, is read as text. */
async function readPart({ node, body, children }: Collected, notes: ParseNotes): Promise<MimePart | null> {
  const broken = node.multipart !== false && children === 0;
  if (node.multipart !== false && !broken) return null;
  if (broken) notes.warnings.add('mail.broken_multipart');
  const headers = fieldsOf(node, notes);
  const declared = typeOf(headers);
  return {
    ...declared,
    contentType: broken ? 'text/plain' : declared.contentType,
    charset: declared.params['charset'] || null,
    ...naming(headers, declared.params),
    ...place(node, notes),
    flowed: node.flowed ? { delSp: node.delSp } : null,
    headers,
    content: await decodeTransfer(node, Buffer.concat(body)),
  };
}

function naming(
  headers: HeaderFields,
  params: Record<string, string>,
): Pick<MimePart, 'disposition' | 'fileName' | 'contentId'> {
  const disposition = libmime.parseHeaderValue(headers.first('content-disposition') ?? '');
  return {
    disposition: dispositionOf(disposition.value),
    fileName: libmime.decodeWords(disposition.params['filename'] ?? params['name'] ?? '') || null,
    contentId: messageIds(headers.first('content-id') ?? '')[0] ?? null,
  };
}

function place(node: MimeNode, notes: ParseNotes): Pick<MimePart, 'path' | 'alternative' | 'depth'> {
  const ancestry = ancestors(node);
  if (ancestry.length > mailLimits.nesting) notes.warnings.add('mail.nested_too_deep');
  return {
    path: ancestry.map((ancestor) => String(ancestor.multipart)),
    alternative: ancestry.findLast((ancestor) => ancestor.multipart === 'alternative') ?? null,
    depth: ancestry.length,
  };
}

function fieldsOf(node: MimeNode, notes: ParseNotes): HeaderFields {
  return readHeaderFields(node.headers === false ? [] : node.headers.getList(), notes);
}

function typeOf(headers: HeaderFields): Pick<MimeMail, 'contentType' | 'params'> {
  const declared = headers.first('content-type');
  const { value, params } = libmime.parseHeaderValue(declared ?? '');
  const contentType = (value || '')
    .toLowerCase()
    .replace(/\s*\(.*/, '')
    .trim();
  return { contentType: contentType || 'text/plain', params };
}

/** RFC 2183: an unknown disposition is treated as attachment. */
function dispositionOf(value: string | false): MimePart['disposition'] {
  const disposition = (value || '').toLowerCase().trim();
  if (disposition === '') return null;
  return disposition === 'inline' ? 'inline' : 'attachment';
}

function ancestors(node: MimeNode): MimeNode[] {
  const path: MimeNode[] = [];
  for (
    let parent = node.parentNode;
    parent !== false && path.length <= mailLimits.nesting;
    parent = parent.parentNode
  ) {
    path.unshift(parent);
  }
  return path;
}

async function decodeTransfer(node: MimeNode, body: Buffer): Promise<Buffer> {
  if (node.encoding === 'base64') {
    const text = body.toString('latin1');
    // The native decoder is several times faster but stops at the first padding; concatenated segments need libbase64.
    const padding = text.indexOf('=');
    if (padding < 0 || /^[=\s]*$/.test(text.slice(padding))) return Buffer.from(text, 'base64');
  }
  if (node.encoding !== 'base64' && node.encoding !== 'quoted-printable') return body;
  const decoder = node.getDecoder();
  decoder.end(body);
  return buffer(decoder);
}
