import { describe, expect, it } from '@jest/globals';
import sanitizeHtml from 'sanitize-html';
import { mailHtmlProfile } from './mail-html-profile.js';

const clean = (html: string) => sanitizeHtml(html, mailHtmlProfile);

describe('the height of what a mail draws', () => {
  it.each([
    '9999px',
    '2001px',
    '9999',
    '2000pt',
    '1500pt',
    '200em',
    '999rem',
    '300%',
    '99cm',
    '500mm',
    '20in',
    '1e9px',
  ])('is not taken from a style of %s', (height) =>
    expect(clean(`<div style="height:${height};color:red">x</div>`)).toBe('<div style="color:red">x</div>'),
  );

  it.each(['0', '40px', '999.5px', '2000px', '1400pt', '120em', '1.5rem', '.5em', '100%', '49cm', '19in', 'auto'])(
    'is kept at %s',
    (height) => expect(clean(`<div style="height:${height}">x</div>`)).toBe(`<div style="height:${height}">x</div>`),
  );

  it('has no lower bound', () => {
    expect(clean('<div style="min-height:9999px">x</div>')).toBe('<div>x</div>');
  });

  const cell = (tag: string, attribute: string) =>
    `<table><tbody><tr><${tag}${attribute}>x</${tag}></tr></tbody></table>`;

  it.each([
    ['table', '<table height="9999"></table>', '<table></table>'],
    ['td', cell('td', ' height="9999px"'), cell('td', '')],
    ['th', cell('th', ' height="300%"'), cell('th', '')],
    ['img', '<img src="cid:a" height="9999" alt="" />', '<img alt="" src="cid:a" />'],
  ])('is not taken from a %s that asks for too much', (_, html, wanted) => expect(clean(html)).toBe(wanted));

  it.each(['600', '100%', '2000'])('stays where a cell asks for %s', (height) => {
    const html = cell('td', ` height="${height}"`);
    expect(clean(html)).toBe(html);
  });
});
