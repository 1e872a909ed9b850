/**
 * How mail clients mark what they quote. `container`: the element is the quote; `start`: the quote goes from there to the
 * end of the mail; `prefix`: the line "On … wrote:" of the quote that follows.
 */
export type QuoteMark = 'container' | 'start' | 'prefix';

const containers =
  /(?:^|\s)(gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote)(?:\s|$)/;
const starts =
  /^(?:x_)*(divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|ms-outlook-mobile-reference-message)$/;

export function quoteMark(tagName: string, attributes: Readonly<Record<string, string>>): QuoteMark | null {
  const { class: classes, id = '', type = '' } = attributes;
  // Most elements have none of them: asked first, since this is asked about each.
  if (classes !== undefined && containers.test(classes)) return 'container';
  if (id !== '' && starts.test(id)) return 'start';
  if (classes !== undefined && /(?:^|\s)(?:x_)*moz-cite-prefix(?:\s|$)/.test(classes)) return 'prefix';
  return tagName === 'blockquote' && type.toLowerCase() === 'cite' ? 'container' : null;
}
