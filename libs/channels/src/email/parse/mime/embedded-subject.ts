import { readHeaderFields } from '../headers/header-fields.js';
import type { ParseNotes } from '../parse-notes.js';

/** The raw Subject of a mail that is attached whole, '' when it has none. */
export function embeddedSubject(content: Buffer, notes: ParseNotes): string {
  const head = content.toString('latin1', 0, 64 * 1024);
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length;
  const line = /^subject:[^\r\n]*(?:\r?\n[ \t][^\r\n]*){0,100}/im.exec(head.slice(0, end))?.[0];
  return line === undefined ? '' : (readHeaderFields([{ key: 'subject', line }], notes).first('subject') ?? '');
}
