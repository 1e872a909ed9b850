import { isForwardSubject } from './quote-lines.js';
import { splitText } from './split-text.js';
import type { HtmlQuote } from './html-quote.js';

type ReplySources = {
  subject: string;
  text: string;
  /** What the HTML's structure says, and its text before the quote; null without HTML. */
  html: { quote: HtmlQuote; newText: string } | null;
};

/** The new part of `text`, a prefix of it wherever the two bodies of the mail agree. Structure decides before patterns. */
export function replyText({ subject, text, html }: ReplySources): string {
  if (isForwardSubject(subject) || html?.quote === 'forwarded' || html?.quote === 'answered') return text;
  const byPattern = splitText(text);
  if (html?.quote !== 'found') return byPattern;
  const prefix = matchingPrefix(text, html.newText);
  if (prefix !== null) return prefix;
  return byPattern === text ? html.newText : byPattern;
}

const word = /[\p{L}\p{N}]/u;

/** The part of `text` that has the same letters as `start`, cut at the end of its line; null when they differ. */
function matchingPrefix(text: string, start: string): string | null {
  const letters = [...start].filter((character) => word.test(character));
  if (letters.length === 0) return null;
  let matched = 0;
  let end = 0;
  for (const character of text) {
    if (matched === letters.length && character === '\n') break;
    if (word.test(character)) {
      if (character !== letters[matched]) return null;
      matched++;
    }
    end += character.length;
  }
  return matched === letters.length ? text.slice(0, end).trimEnd() : null;
}
