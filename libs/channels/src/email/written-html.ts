// HTML that an agent wrote in the composer, on its way to the store and to the wire.
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import sanitizeHtml from 'sanitize-html';
import { balanceHtml } from './parse/html/balance-html.js';
import { htmlToText } from './parse/html/html-to-text.js';
import { mailHtmlProfile } from './parse/html/mail-html-profile.js';
import { attribute, elementsOf } from './parse/reply-text/tree.js';

export type WrittenHtml = {
  html: string;
  /** The plain text that goes beside it. */
  text: string;
  /** Content ids of the images that stand in it, each once; the message must bring a file for every one (RFC 2392). */
  contentIds: string[];
};

/** Sanitised by the same profile as inbound mail. `dir` and `lang` are kept. */
export function cleanWrittenHtml(html: string): WrittenHtml {
  const clean = sanitizeHtml(balanceHtml(html).html, mailHtmlProfile);
  const tree = parseFragment(clean);
  return { html: clean, text: htmlToText(tree, { describeImages: true }), contentIds: contentIdsIn(tree) };
}

function contentIdsIn(tree: DefaultTreeAdapterTypes.DocumentFragment): string[] {
  const sources = [...elementsOf(tree)].map((element) => attribute(element, 'src') ?? '');
  return [...new Set(sources.filter((source) => /^cid:/i.test(source)).map((source) => source.slice('cid:'.length)))];
}
