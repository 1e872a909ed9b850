import { describe, expect, it } from '@jest/globals';
import { emptyDraft, isBlank, sentFiles } from './draft-store.js';

const file = { id: 'a', name: 'plan.pdf' } as (typeof emptyDraft)['attachments'][number];

describe('a draft', () => {
  it.each(['', '<p></p>', '<p>  </p><p><br></p>', '<p>&nbsp;\u00a0\u200f</p>', '<ul><li><p></p></li></ul>', '<hr>'])(
    'of %j has nothing to send',
    (html) => expect(isBlank({ ...emptyDraft, html, cc: 'a@example.com' })).toBe(true),
  );

  it.each(['<p>.</p>', '<p>سلام</p>', '<p>0</p>', '<p><img src="cid:a"></p>', '<p>&lt;p&gt;</p>'])(
    'of %j can be sent',
    (html) => expect(isBlank({ ...emptyDraft, html })).toBe(false),
  );

  it('of a file alone can be sent', () => {
    expect(isBlank({ ...emptyDraft, attachments: [file] })).toBe(false);
  });

  it('leaves an image at home that was taken out of the text', () => {
    const image = { ...file, id: 'b', inline: true, contentId: 'b@diwan' };
    const draft = { ...emptyDraft, attachments: [file, image] };
    expect(sentFiles({ ...draft, html: '<p>cid:b@diwan</p>' })).toEqual([file]);
    expect(sentFiles({ ...draft, html: '<p><img src="cid:b@diwan" alt=""></p>' })).toEqual([file, image]);
    expect(isBlank({ ...emptyDraft, html: '<p></p>', attachments: [image] })).toBe(true);
  });
});
