// Bounces that predate or ignore RFC 3464. A sentence alone proves nothing (people quote bounces), so a sign of a daemon is
// needed as well.
import type { Bounce } from '@diwan/tickets';
import { checkAddrSpec } from '../headers/addr-spec.js';

type Evidence = { failedRecipient: string; fromDaemon: boolean };

const failures = [
  /^Hi\. This is the (?:qmail-send|MAILER-DAEMON)/im,
  /This message was created automatically by mail delivery software/i,
  /A message that you sent could not be delivered/i,
  /Delivery has failed to these recipients/i,
  /Your message did not reach some or all of the intended recipients/i,
  /(?:could not|couldn't|cannot|wasn't able to|was not) be delivered/i,
  /Undeliver(?:able|ed) (?:mail|message)/i,
  /Delivery to the following recipients? failed/i,
  /تعذر تسليم|فشل تسليم|تحویل .{0,40} ناموفق/,
];
const delays =
  /(?:delivery (?:is|has been) delayed|has not yet been delivered|will (?:be retried|continue to be attempted)|delivery attempts will continue)/i;

export function readProseBounce(
  text: string,
  { failedRecipient, fromDaemon }: Evidence,
): Omit<Bounce, 'originalMessageId'> | null {
  // Nearly every mail: it is spared the patterns.
  if (failedRecipient === '' && !fromDaemon) return null;
  const head = text.slice(0, 20_000);
  const delayed = delays.test(head);
  const says = delayed || failures.some((pattern) => pattern.test(head));
  if (failedRecipient === '' && !says) return null;
  const recipient = failedRecipient || firstAddress(head);
  if (recipient === '') return null;
  const diagnostic = diagnosticAfter(head, recipient);
  return {
    action: delayed ? 'delayed' : 'failed',
    status: statusIn(diagnostic) || statusIn(head),
    recipient,
    diagnostic,
  };
}

/** qmail writes `<ali@example.com>:`, Exim an indented line, Exchange a line of its own. */
function firstAddress(text: string): string {
  const alone = /^[ \t]*<?([^\s<>@:]+@[^\s<>@:]+)>?:?(?:[ \t].*)?$/m.exec(text)?.[1];
  return checkAddrSpec(alone ?? '');
}

/** The lines below the recipient up to the next empty one; else the first line that looks like an SMTP answer. */
function diagnosticAfter(text: string, recipient: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.toLowerCase().includes(recipient));
  const below: string[] = [];
  for (const line of at < 0 ? [] : lines.slice(at + 1, at + 12)) {
    if (line.trim() === '') break;
    below.push(line.trim());
  }
  const answer = lines.find((line) => /\b[45]\d\d[ -][45]?\.?/.test(line))?.trim();
  return (below.join(' ') || answer || '').slice(0, 2000);
}

function statusIn(text: string): string {
  return /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? '';
}
