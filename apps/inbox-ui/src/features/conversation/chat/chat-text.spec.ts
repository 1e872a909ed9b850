import { describe, expect, it } from '@jest/globals';
import { emptyDraft, type Draft } from '../composer/draft-store.js';
import { htmlOfText, textOfHtml, withoutSent } from './chat-text.js';

describe('the text of a chat message', () => {
  it.each([
    'Hello',
    'a\nb\n\nc',
    '1 < 2 && "x" > y',
    '&lt;b&gt;',
    'سفارش #4521 هنوز نرسیده',
    '<script>alert(1)</script>',
  ])('survives as HTML: %j', (text) => {
    expect(textOfHtml(htmlOfText(text))).toBe(text);
  });

  it.each(['', '   ', '\n'])('is nothing when it is blank: %j', (text) => expect(htmlOfText(text)).toBe(''));

  it('is read from what another editor has made', () => {
    expect(textOfHtml('<p dir="auto">One <strong>two</strong></p><p>three</p>')).toBe('One two\nthree');
  });
});

describe('a draft after sending', () => {
  const written = (text: string, ids: string[] = []): Draft => ({
    ...emptyDraft,
    html: htmlOfText(text),
    attachments: ids.map((id) => ({ id }) as Draft['attachments'][number]),
    begunAtSeq: 3,
  });

  it('is empty when nothing came after', () => {
    expect(withoutSent(written('Hello', ['f']), written('Hello', ['f']))).toEqual(emptyDraft);
  });

  it('keeps what was written and attached while the message left', () => {
    const left = withoutSent(written('Hello and', ['f', 'g']), written('Hello', ['f']));
    expect(textOfHtml(left.html)).toBe('and');
    expect(left.attachments).toEqual([{ id: 'g' }]);
  });

  it('keeps everything when it was changed meanwhile', () => {
    expect(textOfHtml(withoutSent(written('Hallo'), written('Hello')).html)).toBe('Hallo');
  });
});
