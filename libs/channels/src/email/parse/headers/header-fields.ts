// Reads header fields as text: unfolded, 8-bit bytes decoded, encoded words still as they are.
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { decodableCharset } from '../charset/decodable-charset.js';
import { looksLikeWindows1256 } from '../charset/looks-like-windows-1256.js';
import type { ParseNotes } from '../parse-notes.js';

export type HeaderFields = {
  /** Values in header order; names are compared lower-cased. */
  all(name: string): string[];
  first(name: string): string | null;
};

/** @param lines as the MIME library splits them: key lower-cased, line in latin1 so that bytes are preserved. */
export function readHeaderFields(lines: { key: string; line: string }[], notes: ParseNotes): HeaderFields {
  const byName = new Map<string, string[]>();
  for (const { key, line } of lines) {
    const raw = byName.get(key);
    if (raw === undefined) byName.set(key, [line]);
    else raw.push(line);
  }
  const all = (name: string): string[] => (byName.get(name) ?? []).map((line) => fieldValue(line, notes));
  return { all, first: (name) => all(name)[0] ?? null };
}

function fieldValue(line: string, notes: ParseNotes): string {
  const value = line.slice(line.indexOf(':') + 1);
  if (value.includes('\0')) notes.warnings.add('mail.nul_bytes');
  // Folding is a line end before white space; a bare CR inside a field must not become a new field either.
  return decodeRaw(value, notes)
    .replace(/(?:\r?\n|\r)[ \t]?/g, ' ')
    .replace(/\0/g, '')
    .trim();
}

/** RFC 6532 allows UTF-8; anything else is an old client writing in its own code page. */
function decodeRaw(latin1: string, notes: ParseNotes): string {
  if (/^[\x00-\x7f]*$/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, 'latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  notes.charsetGuessed = true;
  if (looksLikeWindows1256(bytes)) return iconv.decode(bytes, 'windows-1256');
  return iconv.decode(bytes, decodableCharset(notes.defaultCharset) ?? 'windows-1252');
}
