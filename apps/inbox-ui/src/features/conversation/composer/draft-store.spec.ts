import { describe, expect, it } from '@jest/globals';
import { emptyDraft, isBlank } from './draft-store.js';

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
});
