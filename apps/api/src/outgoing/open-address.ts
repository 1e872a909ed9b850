// The one way in which Diwan fetches what somebody else names: every hop is resolved once, judged, and connected to as judged.
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { AddressPolicy } from './address-policy.js';
import { OutgoingError } from './outgoing-error.js';

export type Outside = {
  allows: AddressPolicy;
  /** All addresses of a host name, or of an address itself. */
  resolve: (host: string) => Promise<LookupAddress[]>;
};

type Asking = { headers: Record<string, string>; signal: AbortSignal };

const mostRedirects = 3;
const redirects: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308]);

export function resolveHost(host: string): Promise<LookupAddress[]> {
  return lookup(host, { all: true });
}

/**
 * GETs an address without cookies or referrer and follows at most three redirects.
 * @returns the last answer; its body is still to be read and stays under `signal`.
 * @throws OutgoingError, or what the resolver, the network or `signal` says.
 */
export async function openAddress(address: string, asking: Asking, outside: Outside): Promise<IncomingMessage> {
  let url = webAddress(address);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await request(url, await judged(url, asking.signal, outside), asking);
    if (!redirects.has(response.statusCode)) return response;
    response.destroy();
    url = webAddress(response.headers.location ?? '', url.href);
  }
  throw new OutgoingError('too_many_redirects');
}

/** The URL parser turns every spelling of a numeric host (0x7f.1, 2130706433, 0177.0.0.1) into the one that is judged. */
function webAddress(address: string, base?: string): URL {
  if (!URL.canParse(address, base)) throw new OutgoingError('refused');
  const url = new URL(address, base);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || url.username !== '' || url.password !== '') throw new OutgoingError('refused');
  return url;
}

/** Of a name with several addresses all must be allowed: one that is not is a sign of an attack or of a mistake. */
async function judged(url: URL, signal: AbortSignal, { resolve, allows }: Outside): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const addresses = await orAborted(resolve(host), signal);
  const isAllowed = addresses.length > 0 && addresses.every(({ address }) => allows(address, port));
  if (!isAllowed) throw new OutgoingError('refused');
  return addresses;
}

function request(url: URL, addresses: LookupAddress[], { headers, signal }: Asking): Promise<IncomingMessage> {
  const { get } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    // No agent: a connection that was kept alive would have been judged for something else.
    get(url, { agent: false, lookup: pinnedTo(addresses), headers, signal }, resolve).on('error', reject);
  });
}

/** Asking the resolver again could give another answer than the judged one (DNS rebinding). */
function pinnedTo(addresses: LookupAddress[]): LookupFunction {
  return (_host, { all }, done) => {
    const [first] = addresses;
    if (all) done(null, addresses);
    else done(null, first?.address ?? '', first?.family);
  };
}

/** The system's resolver cannot be told to stop; its answer is then nobody's. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
