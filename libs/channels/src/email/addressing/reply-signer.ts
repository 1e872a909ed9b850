import type { ThreadProof } from '@diwan/tickets';
import { checkReplyKey, isReplyToken, replyTokenPattern, signReplyToken, type ReplyKeys } from './reply-token.js';

export type ReplySigner = {
  /** `support@host` becomes `support+t<ticket>.<key id>-<mac>@host`. @throws RangeError for what cannot be signed */
  replyAddress: (inboxAddress: string, ticketNumber: number) => string;
  /** `t.<ticket>.<message>.<key id>-<mac>@host`, without angle brackets. `messageUuid`: letters, digits and dashes. */
  messageId: (ticketNumber: number, messageUuid: string, host: string) => string;
  /** Tickets that these recipients (bare addresses) and message ids prove, each once. Never throws, whatever it is fed. */
  proofs: (candidates: { recipients: readonly string[]; ids: readonly string[] }) => ThreadProof[];
};

const ticketPattern = '([1-9][0-9]{0,14})';
const tokenedAddress = new RegExp(`^(.+)\\+t${ticketPattern}\\.(${replyTokenPattern})@([^@]+)$`);
const ownMessageId = new RegExp(`^t\\.${ticketPattern}\\.([a-z0-9-]{1,64})\\.(${replyTokenPattern})@([^@]+)$`);
/** RFC 5321 4.5.3.1.3 allows a path of 256 octets; an id of ours is shorter still. Longer input is not looked at. */
const longest = 320;

/** Signs with the current key and believes both, so that a key can be changed while answers to old mail still arrive. */
export function createReplySigner(keys: ReplyKeys): ReplySigner {
  checkReplyKey(keys.current);
  if (keys.previous) checkReplyKey(keys.previous);

  const fromAddress = (recipient: string): ThreadProof[] => {
    const found = tokenedAddress.exec(normalise(recipient));
    if (!found) return [];
    const [, local, ticket, token, domain] = found as unknown as [string, string, string, string, string];
    if (!isReplyToken(keys, token, ['address', ticket, `${local}@${domain}`])) return [];
    return [{ by: 'reply_address', ticketNumber: Number(ticket) }];
  };
  const fromMessageId = (id: string): ThreadProof[] => {
    const found = ownMessageId.exec(normalise(id));
    if (!found) return [];
    const [, ticket, message, token, host] = found as unknown as [string, string, string, string, string];
    if (!isReplyToken(keys, token, ['message', ticket, message, host])) return [];
    return [{ by: 'message_id', ticketNumber: Number(ticket) }];
  };

  return {
    replyAddress(inboxAddress, ticketNumber) {
      const address = inboxAddress.trim().toLowerCase();
      const at = address.lastIndexOf('@');
      if (at < 1 || /[\0-\x20<>]/.test(address)) throw new RangeError('The inbox address is not an e-mail address');
      const ticket = ticketText(ticketNumber);
      const token = signReplyToken(keys.current, ['address', ticket, address]);
      return `${address.slice(0, at)}+t${ticket}.${token}${address.slice(at)}`;
    },
    messageId(ticketNumber, messageUuid, host) {
      const ticket = ticketText(ticketNumber);
      const message = messageUuid.toLowerCase();
      const domain = host.toLowerCase();
      if (!/^[a-z0-9-]{1,64}$/.test(message))
        throw new RangeError('The message id has other characters than a-z, 0-9, -');
      if (!/^[a-z0-9.-]{1,253}$/.test(domain)) throw new RangeError('The host of a Message-ID is a host name');
      return `t.${ticket}.${message}.${signReplyToken(keys.current, ['message', ticket, message, domain])}@${domain}`;
    },
    proofs({ recipients, ids }) {
      const all = [...recipients.flatMap(fromAddress), ...ids.flatMap(fromMessageId)];
      return [...new Map(all.map((proof) => [`${proof.by} ${proof.ticketNumber}`, proof])).values()];
    },
  };
}

/**
 * The inbox address a recipient stands for, in lower case: the token, valid or not, is taken off. For finding the inbox
 * only; what the token proves is said by `proofs`.
 */
export function baseAddress(address: string): string {
  const normalised = normalise(address);
  const found = tokenedAddress.exec(normalised);
  return found ? `${found[1]}@${found[4]}` : normalised;
}

/** Lossy servers upper-case whole addresses and ids; angle brackets are tolerated. */
function normalise(value: string): string {
  if (typeof value !== 'string' || value.length > longest) return '';
  return value.trim().replace(/^<|>$/g, '').toLowerCase();
}

function ticketText(ticketNumber: number): string {
  if (!Number.isSafeInteger(ticketNumber) || ticketNumber < 1 || ticketNumber > 999_999_999_999_999) {
    throw new RangeError('A ticket number is a positive integer');
  }
  return String(ticketNumber);
}
