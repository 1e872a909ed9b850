import iconv from 'iconv-lite';
import libmime from 'libmime';

/** The name iconv-lite takes for a declared charset, or null where it does not know it. */
export function decodableCharset(declared: string): string | null {
  const name = libmime.normalizeCharset(declared.replace(/["'\s]/g, ''));
  return iconv.encodingExists(name) ? name : null;
}
