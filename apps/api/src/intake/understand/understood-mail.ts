import type { MailAttachment } from '@diwan/channels';
import type { InboundMessage } from '@diwan/tickets';
import type { ClaimedMail } from './claim-mail.query.js';

/** A mail that was parsed and whose attachments are in the blob store: ready to be decided about. */
export type UnderstoodMail = {
  claim: Omit<ClaimedMail, 'raw'>;
  message: InboundMessage;
  attachments: Omit<MailAttachment, 'content'>[];
  /** Display name of the sender even where the address was unusable. */
  senderName: string;
};
