/** A chat message is plain text; drafts and the API carry it as HTML, as they do every message. */
import type { Draft } from '../composer/draft-store.js';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function htmlOfText(text: string): string {
  if (text.trim() === '') return '';
  return `<p>${text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign).replaceAll('\n', '<br>')}</p>`;
}

/** Undoes the above; of other HTML it keeps the words and the lines. */
export function textOfHtml(html: string): string {
  return html
    .replaceAll(/<br\s*\/?>|<\/p>\s*<p[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** What is left of a draft once a message is gone: whoever writes on while it leaves loses nothing. */
export function withoutSent(current: Draft, sent: Draft): Draft {
  const [now, gone] = [textOfHtml(current.html), textOfHtml(sent.html)];
  const html = htmlOfText(now.startsWith(gone) ? now.slice(gone.length).replace(/^\s+/, '') : now);
  const isGone = ({ id }: Draft['attachments'][number]) => sent.attachments.some((each) => each.id === id);
  return {
    html,
    cc: '',
    attachments: current.attachments.filter((each) => !isGone(each)),
    begunAtSeq: html === '' ? null : current.begunAtSeq,
  };
}
