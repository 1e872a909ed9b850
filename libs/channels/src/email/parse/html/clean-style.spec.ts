import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { mailHtmlProfile } from './mail-html-profile.js';
import { cleanStyle } from './clean-style.js';
import { sanitizeMailHtml } from './sanitize-mail-html.js';

/** Pieces of declarations as mail and attackers write them, with what breaks out of a value, a string or a comment. */
const pieces = [
  'color|background|background-color|font-family|height|margin|position|width|-moz-binding',
  ':|: |;|; | |,|\n|\t|\0|\\|\\3a|\\75rl(|!important|! important|!|)|(|{|}|} b {color:red|@import "x";',
  'red|#333|4px 8px|9999px|1e9px|0|auto|fixed|rgb(1,2,3)|rgba(0,0,0,.5)|سلام',
  'url(|url(x)|expression(|var(--a)|image-set(|/*|*/|/**/',
  `"|'|"a;b"|'B Nazanin'|<|>|&|&quot;|&amp;|&#x3c;|</p><script>`,
];
const piece = fc.constantFrom(...pieces.join('|').split('|'));
const style = fc.array(fc.oneof({ weight: 5, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 3 })), {
  maxLength: 12,
});
const text = style.map((pieces) => pieces.join(''));

const inAttribute = (value: string) => value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
const asTheLibrary = (html: string) => sanitizeHtml(html, mailHtmlProfile);

describe('cleanStyle', () => {
  it('leaves of any style, in any element, exactly what the sanitiser leaves when it reads it itself', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('p', 'td', 'a', 'img', 'span', 'font'), (value, tag) => {
        const html = `<${tag} title="x" style="${inAttribute(value)}">y`;
        // A second time: what is remembered is no different.
        for (let time = 0; time < 2; time++) expect(sanitizeMailHtml(html)).toBe(asTheLibrary(html));
      }),
      { numRuns: 1500 },
    );
  });

  it('forgets old styles without a difference', () => {
    for (let width = 0; width < 2500; width++) expect(cleanStyle(`width:${width}px;top:0`)).toBe(`width:${width}px`);
    expect(cleanStyle('width:1px;top:0')).toBe('width:1px');
  });

  it('reads a style that is too long to be remembered, too', () => {
    expect(cleanStyle(`${'top:0;'.repeat(200)}color:red`)).toBe('color:red');
  });

  it.each([
    ['quotes', `font-family:"B Nazanin",'x'`, `font-family:"B Nazanin",'x'`],
    ['a reference that is none', 'font-family:a&b;color:red', 'color:red'],
    ['nothing allowed', 'position:fixed', ''],
    ['nothing at all', '', ''],
    ['what cannot be parsed', 'color:red;}', ''],
  ])('keeps %s', (_, value, clean) => expect(cleanStyle(value)).toBe(clean));
});

describe('sanitizeMailHtml', () => {
  it('cleans the style of every element, whatever else is done to it', () => {
    const bad = 'style="color:red;position:fixed"';
    const tags = [...(mailHtmlProfile.allowedTags as string[])];
    for (const tag of tags) expect(sanitizeMailHtml(`<${tag} ${bad} class="gmail_quote">`)).not.toContain('position');
  });

  it('believes no mark that the mail brings itself', () => {
    expect(sanitizeMailHtml('<div data-mark="container">x</div>')).toBe('<div>x</div>');
    expect(sanitizeMailHtml('<div data-mark="x" class="gmail_quote">x</div>')).toBe(
      '<div data-mark="container">x</div>',
    );
  });
});
