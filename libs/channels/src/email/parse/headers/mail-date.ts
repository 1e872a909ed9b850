const zones = /(?:[+-]\d{4}|\b(?:UTC?|GMT|Z|[ECMP][SD]T))$/i;

/** V8 reads nearly anything as a date ("x 1" is in 2001), so the form is checked first. */
const dayAndYear =
  /^\d{4}-\d{2}-\d{2}T|\b\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}\b|^[A-Za-z]{3},? [A-Za-z]{3} \d{1,2} [\d: ]+ \d{4}\b/;

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
  if (plain.length > 100 || !dayAndYear.test(plain)) return null;
  const isIso = /^\d{4}-\d{2}-\d{2}T/.test(plain);
  const parsed = new Date(isIso || zones.test(plain) ? plain.replace(/\bUT$/i, 'UTC') : `${plain} +0000`);
  const year = parsed.getUTCFullYear();
  return Number.isNaN(year) || year < 1970 || year > 9999 ? null : parsed;
}
