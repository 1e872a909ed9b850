// Reads address headers (RFC 5322 section 3.4). Our own because the libraries' parsers guess: they find an address inside a
// quoted string or an encoded word, and a guessed address would be somebody's identity here.
import type { Address } from '@diwan/tickets';
import { checkAddrSpec } from './addr-spec.js';
import { headerText } from './header-text.js';

type Mailbox = { phrase: string; angles: string[]; comments: string[] };

export type AddressList = {
  addresses: Address[];
  /** Some mailbox had no usable address; it is listed with address ''. */
  invalid: boolean;
  /** There were more than `limit`. */
  cut: boolean;
};

/** @param value unfolded, encoded words not yet decoded. Groups are flattened; reading stops at `limit` mailboxes. */
export function parseAddressList(value: string, limit: number): AddressList {
  const addresses: Address[] = [];
  let invalid = false;
  for (const mailbox of mailboxes(value)) {
    if (addresses.length === limit) return { addresses, invalid, cut: true };
    const address = toAddress(mailbox);
    if (address === null) continue;
    if (address.address === '') invalid = true;
    addresses.push(address);
  }
  return { addresses, invalid, cut: false };
}

/** One pass over the value; every character is looked at once. */
function* mailboxes(value: string): Generator<Mailbox> {
  let current: Mailbox = { phrase: '', angles: [], comments: [] };
  for (let at = 0; at < value.length;) {
    const character = value.charAt(at);
    const end = tokenEnd(value, at);
    const token = value.slice(at, end);
    at = end;
    if (character === ',' || character === ';') {
      yield current;
      current = { phrase: '', angles: [], comments: [] };
    } else if (character === ':' && !current.phrase.includes('@') && current.angles.length === 0) {
      // The display name of a group; its members follow.
      current = { phrase: '', angles: [], comments: [] };
    } else if (character === '(') current.comments.push(token.slice(1).replace(/\)$/, ''));
    else if (character === '<') current.angles.push(token.slice(1).replace(/>$/, ''));
    else current.phrase += token;
  }
  yield current;
}

function tokenEnd(value: string, at: number): number {
  const character = value.charAt(at);
  if (character === '"') return quotedEnd(value, at);
  if (character === '(') return commentEnd(value, at);
  if (character !== '<') return at + 1;
  // Without its > the address ends where the next mailbox begins.
  for (let i = at + 1; i < value.length; i++) {
    const inside = value.charAt(i);
    if (inside === '>') return i + 1;
    if (inside === '<') return i;
    if (inside === '"') i = quotedEnd(value, i) - 1;
  }
  return value.length;
}

function quotedEnd(value: string, at: number): number {
  for (let i = at + 1; i < value.length; i++) {
    if (value.charAt(i) === '\\') i++;
    else if (value.charAt(i) === '"') return i + 1;
  }
  return value.length;
}

function commentEnd(value: string, at: number): number {
  let depth = 0;
  for (let i = at; i < value.length; i++) {
    const character = value.charAt(i);
    if (character === '\\') i++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return i + 1;
  }
  return value.length;
}

/** @returns null where there is nothing between two separators. */
function toAddress({ phrase, angles, comments }: Mailbox): Address | null {
  const words = phrase.trim();
  if (angles.length === 0) {
    if (words === '') return null;
    const address = checkAddrSpec(words);
    return { name: displayName(address === '' ? words : comments.join(' ')), address };
  }
  // Two addresses for one mailbox: nobody can say which one is meant.
  const address = angles.length === 1 ? checkAddrSpec(angles[0] as string) : '';
  return { name: displayName(words === '' ? comments.join(' ') : words), address };
}

function displayName(phrase: string): string {
  return headerText(
    phrase.slice(0, 2000).replace(/"((?:[^"\\]|\\.)*)"?/g, (_, quoted: string) => quoted.replace(/\\(.)/g, '$1')),
  );
}
