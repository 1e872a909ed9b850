import type { InboundMessage } from '../message/inbound-message.js';

/** Why a mail was kept aside instead of becoming a message. Shown to admins, who can replay it. */
export const suspensionCauses = [
  'spam',
  'auto_mailer',
  'loop',
  'rate_limited',
  'blocklisted',
  'backscatter',
  'from_own_address',
  'failed_email_authentication',
  'malware',
  'blank',
  'too_many_recipients',
  'oversized',
  'unprocessable',
  'timed_out',
  'id_collision',
] as const;
export type SuspensionCause = (typeof suspensionCauses)[number];

/** Signs of a machine that answers (as opposed to one that reports): nobody waits for our reply to those. */
const answersByItself = [
  'auto_submitted:auto-replied',
  'precedence:auto_reply',
  'x_autoreply',
  'x_autorespond',
  'null_return_path',
  'multipart_report',
  'from_mailer_daemon',
];

type Circumstances = { joins: boolean; ownAddresses: ReadonlySet<string>; force: boolean };
type Rule = { cause: SuspensionCause; holds: (message: InboundMessage, circumstances: Circumstances) => boolean };

/** The first that holds decides. Mail that joins a ticket is only stopped where taking it in could start a loop. */
const rules: readonly Rule[] = [
  { cause: 'loop', holds: (message) => message.automatic.why.includes('loop_header') },
  {
    cause: 'from_own_address',
    holds: (message, { ownAddresses }) => message.from !== null && ownAddresses.has(message.from.address),
  },
  { cause: 'too_many_recipients', holds: (message) => message.warnings.includes('mail.too_many_recipients') },
  { cause: 'backscatter', holds: (message, { joins }) => !joins && message.bounce !== null },
  {
    cause: 'auto_mailer',
    holds: (message, { joins }) => !joins && message.automatic.why.some((why) => answersByItself.includes(why)),
  },
  {
    cause: 'blank',
    holds: (message, { joins }) => !joins && isBlank(message),
  },
];

function isBlank(message: InboundMessage): boolean {
  return (
    message.subject.trim() === '' &&
    message.text.trim() === '' &&
    !/<img/i.test(message.html ?? '') &&
    !message.hasAttachments
  );
}

/** The cause for which a message is to be suspended, or null. */
export function suspicionAbout(message: InboundMessage, circumstances: Circumstances): SuspensionCause | null {
  if (circumstances.force) return null;
  return rules.find((rule) => rule.holds(message, circumstances))?.cause ?? null;
}
