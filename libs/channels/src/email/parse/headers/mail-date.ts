const zones = /(?:[+-]\d{4}|\b(?:UTC?|GMT|Z|[ECMP][SD]T))$/i;

/**
 * The moment a Date header claims, or null when it cannot be read. RFC 5322 with the usual liberties (comments, a missing
 * week day, two-digit years); a time without zone is read as UTC so that it does not depend on the machine.
 */
export function parseMailDate(value: string): Date | null {
  const plain = value
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/([+-]\d{2}):(\d{2})$/, '$1$2')
    .trim();
  if (plain.length < 8 || plain.length > 100) return null;
  const isIso = /^\d{4}-\d{2}-\d{2}T/.test(plain);
  const parsed = new Date(isIso || zones.test(plain) ? plain.replace(/\bUT$/i, 'UTC') : `${plain} +0000`);
  const year = parsed.getUTCFullYear();
  return Number.isNaN(year) || year < 1970 || year > 9999 ? null : parsed;
}
