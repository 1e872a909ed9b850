import { describe, expect, it } from '@jest/globals';
import { cleanWrittenHtml } from '@diwan/channels';
import { withoutSignature, withSignature } from './with-signature.js';

describe('a signature', () => {
  it.each([
    ['<p>Hi</p>', 'Nina'],
    ['<p>Hi</p>', 'Nina\nSupport <support@diwan.test> & Co\n\n021-1234'],
    ['<p>سلام</p>', 'نینا\nپشتیبانی'],
    ['<p dir="auto">-- <br />not mine</p><p>Hi</p>', 'Nina'],
  ])('is taken off again as it was put on (%s + %j)', (html, signature) => {
    expect(withoutSignature(cleanWrittenHtml(withSignature(html, signature)).html)).toBe(cleanWrittenHtml(html).html);
  });

  it('is nothing when there is none', () => {
    expect(withSignature('<p>Hi</p>', ' \n ')).toBe('<p>Hi</p>');
    expect(withoutSignature('<p>Hi</p>')).toBe('<p>Hi</p>');
  });

  it('is never more than text', () => {
    expect(withSignature('', '<img src=x onerror=alert(1)>')).not.toMatch(/<img/);
  });
});
