// Human text in headers: subjects and display names.
import libmime from 'libmime';
import iconv from 'iconv-lite';

const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * Decodes RFC 2047 words and makes one clean line of it. Bidi controls are removed because they let a name or subject
 * show something else than it is; ZWNJ and ZWJ stay, Persian spelling needs them.
 */
export function headerText(value: string): string {
  return decodeWords(value).replace(bidiControls, '').replace(controls, ' ').replace(/\s+/g, ' ').trim();
}

export function withoutBidiControls(value: string): string {
  return value.replace(bidiControls, '');
}

function decodeWords(value: string): string {
  const decoded = libmime.decodeWords(value);
  if (!decoded.includes('\ufffd')) return decoded;
  // A word labelled utf-8 (or with a charset nobody knows) that holds Arabic code page bytes.
  const relabelled = value.replace(/=\?([\w*-]+)\?([bq])\?/gi, (word, charset: string, encoding: string) =>
    /^utf-?8$/i.test(charset) || !iconv.encodingExists(charset) ? `=?windows-1256?${encoding}?` : word,
  );
  const again = libmime.decodeWords(relabelled);
  return again.includes('\ufffd') ? decoded : again;
}
