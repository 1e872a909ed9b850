import { escapeHtml } from './escape-html.js';

const mark = '<p dir="auto">-- <br';

/** The agent's signature below what they wrote, marked off as mail programs do (RFC 3676 section 4.3). */
export function withSignature(html: string, signature: string): string {
  if (signature.trim() === '') return html;
  const lines = signature.trim().split('\n').map(escapeHtml);
  return `${html}${mark}>${lines.join('<br>')}</p>`;
}

/** What was written, to go on writing: the signature is added again when it is sent. */
export function withoutSignature(html: string): string {
  const start = html.lastIndexOf(mark);
  return start >= 0 && /^<p[^>]*>[^<]*(<br ?\/?>[^<]*)*<\/p>$/.test(html.slice(start)) ? html.slice(0, start) : html;
}
