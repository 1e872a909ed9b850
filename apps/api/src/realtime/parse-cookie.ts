/** One cookie out of a Cookie header (RFC 6265 section 4.2.1), for the upgrade request that no framework has read. */
export function parseCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
