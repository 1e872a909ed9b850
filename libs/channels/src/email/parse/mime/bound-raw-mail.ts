// Brings the top header block of a hostile or broken mail into bounds before the MIME library sees it.
import { mailLimits } from '../mail-limits.js';
import type { ParseNotes } from '../parse-notes.js';

const LF = 0x0a;
const CR = 0x0d;
const essential =
  /^(content-[a-z-]+|mime-version|from|sender|subject|date|message-id|in-reply-to|references|reply-to|to|cc|return-path|auto-submitted|precedence|list-[a-z-]+|x-diwan-[a-z]+)\s*:/i;

/** @returns the same bytes unless line ends or the header block had to be repaired; notes say which. */
export function boundRawMail(raw: Buffer, notes: ParseNotes): Buffer {
  const mail = repairLineEnds(raw, notes);
  const end = headerEnd(mail);
  if (end <= mailLimits.headerBytes) return mail;
  notes.warnings.add('mail.header_too_large');
  return Buffer.concat([shortenFields(mail.subarray(0, end)), mail.subarray(end)]);
}

/** Offset just behind the last header line, or the length of a mail without body. */
function headerEnd(mail: Buffer): number {
  for (let at = mail.indexOf(LF); at >= 0; at = mail.indexOf(LF, at + 1)) {
    if (mail[at + 1] === LF || (mail[at + 1] === CR && mail[at + 2] === LF)) return at + 1;
  }
  return mail.length;
}

/** A mail whose header lines end in CR alone would be one endless header field. */
function repairLineEnds(raw: Buffer, notes: ParseNotes): Buffer {
  if (!hasBareCr(raw)) return raw;
  notes.warnings.add('mail.bare_cr');
  if (raw.subarray(0, headerEnd(raw)).includes(LF)) return raw;
  return Buffer.from(raw.toString('latin1').replace(/\r\n?/g, '\n'), 'latin1');
}

function hasBareCr(raw: Buffer): boolean {
  for (let at = raw.indexOf(CR); at >= 0; at = raw.indexOf(CR, at + 1)) {
    if (raw[at + 1] !== LF) return true;
  }
  return false;
}

/** Cuts each field at its own limit, then leaves out what no step of ours reads, so that From survives a huge To. */
function shortenFields(block: Buffer): Buffer {
  const kept: Buffer[] = [];
  let bytes = 0;
  for (const field of fields(block)) {
    const cut = field.length > mailLimits.headerFieldBytes ? cutAtLine(field) : field;
    const wanted = essential.test(cut.toString('latin1', 0, 64));
    if (bytes + cut.length > mailLimits.headerBytes / (wanted ? 1 : 2)) continue;
    kept.push(cut);
    bytes += cut.length;
  }
  return Buffer.concat(kept);
}

function* fields(block: Buffer): Generator<Buffer> {
  let start = 0;
  for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, at + 1)) {
    const next = block[at + 1];
    if (next === 0x20 || next === 0x09) continue;
    yield block.subarray(start, at + 1);
    start = at + 1;
  }
  if (start < block.length) yield block.subarray(start);
}

function cutAtLine(field: Buffer): Buffer {
  const lineEnd = field.lastIndexOf(LF, mailLimits.headerFieldBytes);
  const cut = lineEnd > 0 ? lineEnd + 1 : mailLimits.headerFieldBytes;
  const head = field.subarray(0, cut);
  return lineEnd > 0 ? head : Buffer.concat([head, Buffer.from('\r\n')]);
}
