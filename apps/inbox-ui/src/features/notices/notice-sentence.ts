import type { Notice } from '@diwan/contracts';
import { isolated } from '../../i18n/digits.js';
import type { Translate } from '../../i18n/intl.js';

/** What a notice says, in one sentence. */
export function noticeSentence({ about, ticket }: Pick<Notice, 'about' | 'ticket'>, t: Translate): string {
  const number = `\u2066#${ticket.number}\u2069`;
  if (about.kind === 'escalated') {
    return t('notices.escalated', { number, name: isolated(about.by.name), reason: isolated(about.reason) });
  }
  return t(`notices.${about.kind}.${about.target}`, { number });
}
