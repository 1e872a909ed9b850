import type { TicketRow } from '@diwan/contracts';
import type { Translate } from './intl.js';

/** What to call a contact who may have given no name, or no address that could be used. */
export function contactName({ name, handle }: TicketRow['contact'], t: Translate): string {
  return name || handle || t('message.unknownAuthor');
}
