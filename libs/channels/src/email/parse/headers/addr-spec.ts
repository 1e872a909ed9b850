// The one place that decides whether a string on the wire is an address that an identity may be keyed on.
import { domainToASCII } from 'node:url';
import { withoutBidiControls } from './header-text.js';

const dotAtom = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domainName =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Strict RFC 5322 dot-atom@domain, lower-cased, international domains as A-labels (xn--…) so that one mailbox has one
 * spelling. Quoted local parts, address literals, routes and encoded words (forbidden there by RFC 2047 section 5) give ''.
 */
export function checkAddrSpec(value: string): string {
  const spec = withoutBidiControls(value).trim();
  const at = spec.indexOf('@');
  if (at < 1 || at !== spec.lastIndexOf('@') || spec.length > 320) return '';
  const local = unquoted(spec.slice(0, at).trim());
  const domain = domainToASCII(
    spec
      .slice(at + 1)
      .trim()
      .replace(/\.$/, ''),
  ).toLowerCase();
  if (/=\?/.test(spec) || !dotAtom.test(local) || Buffer.byteLength(local) > 64) return '';
  return domainName.test(domain) ? `${local.normalize('NFC').toLowerCase()}@${domain}` : '';
}

/** "john.doe"@x is john.doe@x (RFC 5321 section 4.1.2); any quoting that is needed stays and fails the check. */
function unquoted(local: string): string {
  const inner = /^"([^"\\]+)"$/.exec(local)?.[1];
  return inner !== undefined && dotAtom.test(inner) ? inner : local;
}
