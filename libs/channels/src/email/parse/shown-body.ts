// What of a mail is shown: its text, its safe HTML with the quote folded, and the part that is new.
import { serialize, type DefaultTreeAdapterTypes } from 'parse5';
import type { ParsedMail } from '../parsed-mail.js';
import { boundedText, hasOtherForm, htmlSource, type BodyPart } from './body-text.js';
import { htmlToText } from './html/html-to-text.js';
import { readMailHtml } from './html/read-mail-html.js';
import { takeMarks } from './html/take-marks.js';
import type { ParseNotes } from './parse-notes.js';
import { wrapHtmlQuote } from './reply-text/html-quote.js';
import { isForwardSubject } from './reply-text/quote-lines.js';
import { replyText } from './reply-text/reply-text.js';

export type ShownBody = Pick<ParsedMail, 'text' | 'html' | 'replyText'>;

type BodySources = { bodies: BodyPart[]; subject: string; tnef: { text: string | null; html: string | null } | null };

export function readShownBody({ bodies, subject, tnef }: BodySources, notes: ParseNotes): ShownBody {
  const spare = bodies.every((body) => body.content.trim() === '') ? tnef : null;
  const source = htmlSource(bodies) ?? (spare === null ? null : spare.html);
  const tree = source === null ? null : readMailHtml(source, notes);
  const text = boundedText(plainText(bodies, tree, notes) || spareText(spare), notes);
  if (tree === null) return { text, html: null, replyText: replyText({ subject, text, html: null }) };
  const quote = isForwardSubject(subject) ? 'forwarded' : wrapHtmlQuote(tree);
  const newText = quote === 'found' ? htmlToText(tree, { leaveOut: 'data-quote' }) : '';
  takeMarks(tree);
  return { text, html: serialize(tree).trim(), replyText: replyText({ subject, text, html: { quote, newText } }) };
}

function spareText(tnef: BodySources['tnef']): string {
  return tnef?.text ?? '';
}

/** Plain parts as they are; HTML that no plain part repeats is read from the tree. */
function plainText(
  bodies: BodyPart[],
  tree: DefaultTreeAdapterTypes.DocumentFragment | null,
  notes: ParseNotes,
): string {
  const plain = bodies.filter((body) => body.kind === 'plain');
  const spoken = plain.some((body) => body.content.trim() !== '');
  if (!spoken && tree !== null) return htmlToText(tree);
  const pieces = bodies
    .filter((body) => body.kind === 'plain' || !hasOtherForm(body, bodies))
    .map((body) => (body.kind === 'plain' ? body.content : htmlToText(readMailHtml(body.content, notes))));
  return trimBlankEnds(
    pieces
      .map(trimBlankEnds)
      .filter((piece) => piece !== '')
      .join('\n\n'),
  );
}

function trimBlankEnds(text: string): string {
  const first = text.search(/\S/);
  return first < 0 ? '' : text.slice(text.lastIndexOf('\n', first) + 1).trimEnd();
}
