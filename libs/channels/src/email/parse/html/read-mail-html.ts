// Decoded HTML of a mail -> a small, safe tree. Order matters: balance (cost), sanitise (safety), then our own reading.
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import type { ParseNotes } from '../parse-notes.js';
import { balanceHtml } from './balance-html.js';
import { sanitizeMailHtml } from './sanitize-mail-html.js';

/** Elements carry `data-mark` where their class or id says that a quote starts; `takeMarks` removes it before serialising. */
export function readMailHtml(html: string, notes: ParseNotes): DefaultTreeAdapterTypes.DocumentFragment {
  const balanced = balanceHtml(html);
  if (balanced.truncated) notes.warnings.add('mail.html_truncated');
  if (balanced.flattened) notes.warnings.add('mail.html_flattened');
  return parseFragment(sanitizeMailHtml(balanced.html));
}
