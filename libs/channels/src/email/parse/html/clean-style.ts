// sanitize-html reads every style attribute with postcss, a third of its time, though mails repeat the same few styles.
import sanitizeHtml from 'sanitize-html';
import { mailHtmlProfile } from './mail-html-profile.js';

const mostKept = 1000;
const longestKept = 512;
const kept = new Map<string, string>();

/** What the sanitiser's profile leaves of the value of a style attribute, '' for nothing. Asked once for each style. */
export function cleanStyle(style: string): string {
  if (style.length > longestKept) return askSanitiser(style);
  const known = kept.get(style);
  if (known !== undefined) return known;
  const clean = askSanitiser(style);
  if (kept.size >= mostKept) kept.clear();
  kept.set(style, clean);
  return clean;
}

const alone: sanitizeHtml.IOptions = {
  allowedTags: ['p'],
  allowedAttributes: { p: ['style'] },
  ...(mailHtmlProfile.allowedStyles === undefined ? {} : { allowedStyles: mailHtmlProfile.allowedStyles }),
};

function askSanitiser(style: string): string {
  const clean = sanitizeHtml(`<p style="${style.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}">`, alone);
  return unescape(/^<p style="([^"]*)">/.exec(clean)?.[1] ?? '');
}

const escaped: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

function unescape(value: string): string {
  return value.replace(/&(?:lt|gt|quot|amp);/g, (entity) => escaped[entity] as string);
}
