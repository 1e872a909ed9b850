/**
 * The DMARC verdict of the one server whose word counts (RFC 8601 section 5: others' fields may be forged by the sender).
 * `authservId` '' believes nobody. A failed DMARC is `fail`; DMARC `pass` alone is `pass`, since SPF and DKIM by
 * themselves do not speak of the From address.
 */
export function authenticationVerdict(results: readonly string[], authservId: string): 'pass' | 'fail' | 'none' {
  if (!authservId) return 'none';
  const trusted = results.find((value) => {
    const id = value.trim().split(/[\s;]/, 1)[0] ?? '';
    return id.toLowerCase() === authservId.toLowerCase();
  });
  if (!trusted) return 'none';
  const dmarc = /(?:^|[;\s])dmarc\s*=\s*([a-z]+)/i.exec(trusted)?.[1]?.toLowerCase();
  if (dmarc === 'pass') return 'pass';
  return dmarc === 'fail' ? 'fail' : 'none';
}
