// Bytes of a text part -> text. Declared charsets lie; the order here is: what proves itself, what is declared, what is likely.
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { ParseNotes } from '../parse-notes.js';
import { decodableCharset } from './decodable-charset.js';
import { looksLikeWindows1256 } from './looks-like-windows-1256.js';

/** Charsets that any bytes decode in, so that decoding proves nothing. */
const anythingGoes =
  /^(us-?ascii|ansi|iso-8859-1|iso-8859-15|windows-1252|latin1?|unknown-8bit|x-unknown|7bit|8bit|binary)/i;

/** @param declared the charset parameter, null when there is none. Never throws; line ends become LF. */
export function decodeText(bytes: Buffer, declared: string | null, notes: ParseNotes): string {
  const text = decodeBytes(bytes, declared, notes)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  if (!text.includes('\0')) return text;
  notes.warnings.add('mail.nul_bytes');
  return text.replaceAll('\0', '');
}

function decodeBytes(bytes: Buffer, declared: string | null, notes: ParseNotes): string {
  const charset = declared === null ? null : decodableCharset(declared);
  if (declared !== null && charset === null) notes.warnings.add('mail.unknown_charset');
  if (charset !== null && /^(utf-?(16|32|7)|iso-?2022|hz)/i.test(charset)) return iconv.decode(bytes, charset);
  if (isAscii(bytes)) return bytes.toString('latin1');
  // Several multi-byte sequences that are all valid do not happen by chance in another charset.
  if (isUtf8(bytes)) return asUtf8(bytes, charset, notes);
  if (charset !== null && !/^utf-?8$/i.test(charset) && trusted(bytes, charset)) return iconv.decode(bytes, charset);
  return guess(bytes, charset, notes);
}

function asUtf8(bytes: Buffer, charset: string | null, notes: ParseNotes): string {
  if (charset === null || !/^utf-?8$/i.test(charset)) notes.charsetGuessed = true;
  return bytes.toString('utf8');
}

/** A Latin label on text that is mostly high bytes and reads as Arabic is the label of a client that never asked. */
function trusted(bytes: Buffer, charset: string): boolean {
  return !anythingGoes.test(charset) || mostlyAscii(bytes) || !looksLikeWindows1256(bytes);
}

function guess(bytes: Buffer, charset: string | null, notes: ParseNotes): string {
  // A UTF-8 text with a few damaged bytes is still UTF-8: the damage shows as U+FFFD and the rest is kept.
  if (charset !== null && /^utf-?8$/i.test(charset) && mostlyValidUtf8(bytes)) return bytes.toString('utf8');
  notes.charsetGuessed = true;
  if (looksLikeWindows1256(bytes)) return iconv.decode(bytes, 'windows-1256');
  return iconv.decode(bytes, decodableCharset(notes.defaultCharset) ?? 'windows-1252');
}

function mostlyValidUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  let damaged = 0;
  let decoded = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) damaged++;
    else if (code > 0x7f) decoded++;
  }
  return decoded > damaged;
}

function mostlyAscii(bytes: Buffer): boolean {
  let high = 0;
  let letters = 0;
  for (const byte of bytes) {
    if (byte > 0x7f) high++;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters++;
  }
  return high * 2 < letters;
}
