import { createHash } from 'node:crypto';

/** Headers that each hop adds or rewrites: the same mail fetched twice, or by two ways, differs in these alone. */
const traceHeaders = new Set([
  'received',
  'return-path',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'authentication-results',
  'received-spf',
  'arc-seal',
  'arc-message-signature',
  'arc-authentication-results',
  'x-received',
  'x-google-smtp-source',
  'x-gm-message-state',
  'x-spam-status',
  'x-spam-score',
  'x-spam-level',
  'x-spam-flag',
  'x-spam-checker-version',
  'x-spam-report',
  'x-virus-scanned',
  'status',
  'x-status',
  'x-uid',
  'x-keywords',
  'x-mozilla-status',
  'x-mozilla-status2',
  'content-length',
  'lines',
  'x-apparently-to',
  'x-forwarded-to',
  'x-forwarded-for',
  'x-ms-exchange-organization-authsource',
  'x-ms-exchange-organization-authas',
]);
const maxHeaderBytes = 2 * 1024 * 1024;

/** End of the header block: the offset of the empty line's line break, or the length when there is no body. */
function headerEnd(raw: Buffer): number {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  const ends = [crlf, lf].filter((offset) => offset >= 0);
  return ends.length > 0 ? Math.min(...ends) : raw.length;
}

/** The header block without trace headers and their folded lines, with LF whatever the wire had. */
function lastingHeaders(raw: Buffer, end: number): string {
  let skipping = false;
  const lines = raw.toString('latin1', 0, end).split(/\r?\n/);
  const lasting = lines.filter((line) => {
    const folded = line.startsWith(' ') || line.startsWith('\t');
    const name = line.slice(0, Math.max(line.indexOf(':'), 0));
    if (!folded) skipping = traceHeaders.has(name.trim().toLowerCase());
    return !skipping && line !== '';
  });
  return lasting.join('\n');
}

function isLineBreak(byte: number | undefined): boolean {
  return byte === 0x0d || byte === 0x0a;
}

/** The body without the line breaks around it, of which each hop may add or take one. */
function bareBody(raw: Buffer, end: number): Buffer {
  let start = end;
  while (isLineBreak(raw[start])) start++;
  let stop = raw.length;
  while (stop > start && isLineBreak(raw[stop - 1])) stop--;
  return raw.subarray(start, stop);
}

/**
 * SHA-256 of a mail less its trace headers and less the difference between CRLF and LF in its header, so that the same
 * mail by IMAP and by SMTP is known to be the same. 32 bytes.
 */
export function contentHash(raw: Buffer): Buffer {
  const end = Math.min(headerEnd(raw), maxHeaderBytes);
  return createHash('sha256')
    .update(lastingHeaders(raw, end), 'latin1')
    .update('\n\n')
    .update(bareBody(raw, end))
    .digest();
}
