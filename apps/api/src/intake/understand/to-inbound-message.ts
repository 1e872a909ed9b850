import type { ParsedMail, ReplySigner } from '@diwan/channels';
import type { Automatic, InboundMessage } from '@diwan/tickets';
import { authenticationVerdict } from './authentication-verdict.js';
import type { ClaimedMail } from './claim-mail.query.js';

function automaticOf(mail: ParsedMail, claim: Pick<ClaimedMail, 'envelopeFrom'>): Automatic {
  const nullSender = claim.envelopeFrom === '' && !mail.automatic.why.includes('null_return_path');
  return nullSender ? { is: true, why: [...mail.automatic.why, 'null_return_path'] } : mail.automatic;
}

function warningsOf(mail: ParsedMail, authentication: InboundMessage['authentication'], claim: ClaimedMail): string[] {
  const replyElsewhere = mail.replyTo.some((each) => each.address !== '' && each.address !== mail.from?.address);
  const extra = [
    [replyElsewhere, 'mail.reply_to_differs'],
    [authentication === 'fail', 'mail.authentication_failed'],
    [mail.charsetGuessed, 'mail.charset_guessed'],
    [claim.truncated, 'mail.oversized'],
  ] as const;
  return [...new Set([...mail.warnings, ...extra.filter(([holds]) => holds).map(([, code]) => code)])];
}

/** The parsed mail as the domain wants it: what the envelope, the signatures and the trusted server add to it. */
export function toInboundMessage(mail: ParsedMail, claim: ClaimedMail, signer: ReplySigner): InboundMessage {
  const authentication = authenticationVerdict(mail.authenticationResults, claim.authservId);
  const recipients = [
    ...claim.envelopeTo,
    ...mail.deliveredTo,
    ...mail.to.map((each) => each.address),
    ...mail.cc.map((each) => each.address),
  ];
  const ids = [
    ...mail.inReplyTo,
    ...mail.references,
    ...(mail.bounce?.originalMessageId ? [mail.bounce.originalMessageId] : []),
  ];
  return {
    channel: 'email',
    from: mail.from?.address ? mail.from : null,
    replyTo: mail.replyTo,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    text: mail.text,
    replyText: mail.replyText,
    html: mail.html,
    language: mail.language,
    sentAt: mail.date,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    threadIndex: mail.threadIndex,
    proofs: signer.proofs({ recipients, ids }),
    automatic: automaticOf(mail, claim),
    bounce: mail.bounce,
    authentication,
    hasAttachments: mail.attachments.length > 0,
    warnings: warningsOf(mail, authentication, claim),
  };
}
