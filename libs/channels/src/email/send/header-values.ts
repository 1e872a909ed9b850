/** What is allowed into a header. Encoding is the composer's work; what could break out of a header is stopped here. */

/**
 * C0 and C1 controls, DEL and the Unicode line separators become spaces, lone surrogates U+FFFD. Bidi marks stay and get
 * encoded. "=?" is taken apart: nodemailer passes plain ASCII through, and a name that looks like an RFC 2047 word would be
 * decoded by the reader into whatever its author likes.
 */
export function headerText(value: string): string {
  return value
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/\s+/g, ' ')
    .replaceAll('=?', '= ?')
    .trim();
}

/** The inside of `<...>`, or null: ids of other people's mail come back here through References. RFC 5322 2.1.1: 998. */
export function headerId(id: string): string | null {
  const bare = id.trim().replace(/^<|>$/g, '');
  return /^[\x21-\x3b\x3d\x3f-\x7e]{1,900}$/.test(bare) ? bare : null;
}

/** Only a plain `type/subtype` is repeated from a file's uploader; anything else is bytes. */
export function headerContentType(value: string): string {
  const found = /^\s*([a-z0-9!#$&^_.+-]{1,64}\/[a-z0-9!#$&^_.+-]{1,100})\s*(?:;|$)/i.exec(value);
  return found?.[1]?.toLowerCase() ?? 'application/octet-stream';
}

/** An address that can stand in an envelope and in `<...>`; quoted local parts are not sent to. */
export function isSendableAddress(address: string): boolean {
  return (
    address.length <= 320 &&
    /^[^\s\p{Cc}\p{Bidi_Control}<>()",;:\\@[\]]+@[^\s\p{Cc}\p{Bidi_Control}<>()",;:\\@[\]]+$/u.test(address)
  );
}
