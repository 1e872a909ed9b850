import { describe, expect, it } from '@jest/globals';
import { FreshMail } from './fresh-mail.js';

const large = Buffer.alloc(3 * 1024 * 1024);

describe('FreshMail', () => {
  it('keeps what was stored until it is dropped', () => {
    const fresh = new FreshMail();
    fresh.keep('1', Buffer.from([1]));
    const before = fresh.snapshot();
    fresh.drop('1');
    fresh.drop('1');
    expect(before).toEqual(new Map([['1', Buffer.from([1])]]));
    expect(fresh.snapshot().size).toBe(0);
  });

  it('lets the oldest go for new ones, by number and by size', () => {
    const fresh = new FreshMail();
    for (let n = 1; n <= 250; n++) fresh.keep(String(n), Buffer.alloc(1));
    expect([...fresh.snapshot().keys()].slice(0, 1)).toEqual(['51']);
    for (let n = 1; n <= 9; n++) fresh.keep(`large ${n}`, large);
    expect([...fresh.snapshot().keys()]).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((n) => `large ${n}`));
  });

  it('keeps no mail that would fill it alone', () => {
    const fresh = new FreshMail();
    fresh.keep('1', Buffer.alloc(24 * 1024 * 1024 + 1));
    expect(fresh.snapshot().size).toBe(0);
  });
});
