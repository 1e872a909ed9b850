// HTML that an agent wrote in the composer, on its way to the store and to the wire.
import { parseFragment } from 'parse5';
import sanitizeHtml from 'sanitize-html';
import { balanceHtml } from './parse/html/balance-html.js';
import { htmlToText } from './parse/html/html-to-text.js';
import { mailHtmlProfile } from './parse/html/mail-html-profile.js';

/** Sanitised by the same profile as inbound mail, with the plain text that goes beside it. `dir` and `lang` are kept. */
export function cleanWrittenHtml(html: string): { html: string; text: string } {
  const clean = sanitizeHtml(balanceHtml(html).html, mailHtmlProfile);
  return { html: clean, text: htmlToText(parseFragment(clean)) };
}
