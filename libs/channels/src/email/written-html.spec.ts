import { describe, expect, it } from '@jest/globals';
import { cleanWrittenHtml } from './written-html.js';

describe('what an agent has written', () => {
  it.each<[string, string[]]>([
    ['<p>text</p>', []],
    ['<img src="cid:a@x"><p><IMG SRC=CID:b@x><img src="cid:a@x"></p>', ['a@x', 'b@x']],
    ['<img src="cid:a&amp;b@x">', ['a&b@x']],
    ['<p>"cid:text@x" <a href="cid:link@x">x</a></p><img alt="cid:alt@x"><img src="https://x.example/cid:y">', []],
  ])('refers to the files of %s', (html, contentIds) => expect(cleanWrittenHtml(html).contentIds).toEqual(contentIds));

  it('says in its plain text what its images show', () => {
    const html = '<p>Look: <img src="cid:a@x" alt="the map"> and <img src="cid:b@x" alt=""></p>';
    expect(cleanWrittenHtml(html).text).toBe('Look: [the map] and');
  });
});
