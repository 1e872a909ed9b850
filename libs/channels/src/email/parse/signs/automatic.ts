// Every sign that a machine wrote a mail (domain, section 4). Signs are collected, not weighed: any one is enough.
import type { Address, Automatic } from '@diwan/tickets';
import type { HeaderFields } from '../headers/header-fields.js';

type Sign = (mail: AutomaticSources) => string | null;

export type AutomaticSources = {
  headers: HeaderFields;
  from: Address | null;
  contentType: string;
  loopHeader: string | null;
};

const present =
  (name: string, code: string): Sign =>
  ({ headers }) =>
    (headers.first(name) ?? '') === '' ? null : code;

const fromLocalPart =
  (pattern: RegExp, code: string): Sign =>
  ({ headers, from }) => {
    // The raw value too: the address of a daemon is often no address (From: MAILER-DAEMON).
    const raw =
      from === null
        ? /([^\s<>"@]+)(?:@[^\s<>"@]*)?>?\s*$/.exec((headers.first('from') ?? '').slice(0, 1000))?.[1]
        : undefined;
    const local = from?.address.split('@')[0] ?? raw ?? '';
    return pattern.test(local) ? code : null;
  };

/** RFC 3834; parameters and comments behind the keyword do not count. */
const autoSubmitted: Sign = ({ headers }) => {
  const keyword = keywordOf(headers.first('auto-submitted'));
  return keyword === '' || keyword === 'no' ? null : `auto_submitted:${keyword}`;
};

const precedence: Sign = ({ headers }) => {
  const keyword = keywordOf(headers.first('precedence')).replace(/-/g, '_');
  return /^(bulk|junk|list|auto_reply)$/.test(keyword) ? `precedence:${keyword}` : null;
};

const nullReturnPath: Sign = ({ headers }) =>
  headers.all('return-path').some((value) => value.replace(/\s+/g, '') === '<>') ? 'null_return_path' : null;

const multipartReport: Sign = ({ contentType }) => (contentType === 'multipart/report' ? 'multipart_report' : null);

const loop: Sign = ({ loopHeader }) => (loopHeader === null ? null : 'loop_header');

const signs: Sign[] = [
  autoSubmitted,
  precedence,
  present('list-id', 'list_id'),
  present('list-unsubscribe', 'list_unsubscribe'),
  present('x-autoreply', 'x_autoreply'),
  present('x-autorespond', 'x_autorespond'),
  present('x-autoresponder', 'x_autorespond'),
  nullReturnPath,
  multipartReport,
  present('x-failed-recipients', 'x_failed_recipients'),
  fromLocalPart(/^mailer[-_.]?daemon$/i, 'from_mailer_daemon'),
  fromLocalPart(/^postmaster$/i, 'from_postmaster'),
  fromLocalPart(/^(?:no|do[-_.]?not|not)[-_.]?reply(?:[-_.+].*)?$/i, 'from_no_reply'),
  loop,
];

/** X-Auto-Response-Suppress is not among the signs: it asks us not to answer and proves nothing. */
export function findAutomatic(mail: AutomaticSources): Automatic {
  const why = [...new Set(signs.map((sign) => sign(mail)).filter((code) => code !== null))];
  return { is: why.length > 0, why };
}

/** All, OOF or AutoReply ([MS-OXCMAIL] 2.1.3.2.20); other values speak of read receipts and the like. */
export function asksForNoAnswer(headers: HeaderFields): boolean {
  return /\b(?:all|oof|autoreply)\b/i.test(headers.first('x-auto-response-suppress') ?? '');
}

function keywordOf(value: string | null): string {
  return (/^[\s"]*([a-z][a-z_-]*)/i.exec(value ?? '')?.[1] ?? '').toLowerCase();
}
