import type { Bounce } from '@diwan/tickets';
import { checkAddrSpec } from '../headers/addr-spec.js';

/** Worst first. */
const actions = [
  'failed',
  'delayed',
  'expanded',
  'relayed',
  'delivered',
] as const satisfies readonly Bounce['action'][];

type Report = Omit<Bounce, 'originalMessageId'>;

/** RFC 3464: a block about the message, then one a recipient. @returns the first recipient with the worst action, or null. */
export function readDeliveryStatus(body: string): Report | null {
  const reports = body
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .slice(0, 1000)
    .map(readRecipient)
    .filter((report) => report !== null);
  for (const action of actions) {
    const worst = reports.find((report) => report.action === action);
    if (worst !== undefined) return worst;
  }
  return null;
}

function readRecipient(block: string): Report | null {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  const stated = (fields.get('action') ?? '').toLowerCase().replace(/[^a-z].*$/, '');
  const action = actions.find((known) => known === stated);
  if (action === undefined) return null;
  return {
    action,
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? '',
    recipient: addressOf(fields.get('final-recipient')) || addressOf(fields.get('original-recipient')),
    diagnostic: typed(fields.get('diagnostic-code') ?? '').slice(0, 2000),
  };
}

/** "rfc822; ali@example.com" */
function addressOf(value: string | undefined): string {
  return checkAddrSpec(typed(value ?? '').replace(/[<>]/g, ''));
}

function typed(value: string): string {
  return value.replace(/^[a-z0-9-]+[ \t]*;[ \t]*/i, '').trim();
}
