// Decoded HTML of a mail -> a small, safe tree. Order matters: balance (cost), sanitise (safety), then our own reading.
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import sanitizeHtml from 'sanitize-html';
import type { Attributes, Tag } from 'sanitize-html';
import { quoteMark } from '../reply-text/quote-marks.js';
import type { ParseNotes } from '../parse-notes.js';
import { balanceHtml } from './balance-html.js';
import { mailHtmlProfile } from './mail-html-profile.js';

/** Elements carry `data-mark` where their class or id says that a quote starts; `takeMarks` removes it before serialising. */
export function readMailHtml(html: string, notes: ParseNotes): DefaultTreeAdapterTypes.DocumentFragment {
  const balanced = balanceHtml(html);
  if (balanced.truncated) notes.warnings.add('mail.html_truncated');
  if (balanced.flattened) notes.warnings.add('mail.html_flattened');
  return parseFragment(sanitizeHtml(balanced.html, profile));
}

const profile: sanitizeHtml.IOptions = {
  ...mailHtmlProfile,
  allowedAttributes: {
    ...(mailHtmlProfile.allowedAttributes as Record<string, string[]>),
    '*': [...((mailHtmlProfile.allowedAttributes as Record<string, string[]>)['*'] ?? []), 'data-mark'],
  },
  transformTags: { ...mailHtmlProfile.transformTags, '*': markQuotes },
};

function markQuotes(tagName: string, attribs: Attributes): Tag {
  const { 'data-mark': _forged, ...rest } = attribs;
  const mark = quoteMark(tagName, attribs);
  return { tagName, attribs: mark === null ? rest : { ...rest, 'data-mark': mark } };
}
