import { describe, expect, it } from '@jest/globals';
import { emailAddress, instant, pageQuery, visibleName } from './primitives.js';

describe('an e-mail address', () => {
  it.each([
    [' Sara@Customer.Test ', 'sara@customer.test'],
    ['a+b@x.example', 'a+b@x.example'],
  ])('%j is kept as %s', (typed, kept) => {
    expect(emailAddress.parse(typed)).toBe(kept);
  });

  it.each(['', 'sara', 'a@b', 'a b@x.test', 'a@x.test, b@x.test', 'Sara <a@x.test>', 'a@x.test\r\nBcc: b@x.test', `${'a'.repeat(250)}@x.test`])(
    '%j is none',
    (typed) => {
      expect(emailAddress.safeParse(typed).success).toBe(false);
    },
  ); // prettier-ignore
});

describe('a name', () => {
  it.each([' Support ', 'پشتیبانی', 'می\u200Cروم', '1', '#', '🌱', '👩\u200D🚒', '\u200Fא'])('%j is one', (typed) => {
    expect(visibleName().parse(typed)).toBe(typed.trim());
  });

  it.each([
    ['a space of no width', '\u200B'],
    ['marks of direction', '\u200F\u202E\u2066'],
    ['joiners', '\u200C\u200D\uFEFF'],
    ['fillers', '\u3164\u115F'],
    ['the blank of Braille', '\u2800'],
    ['a mark on nothing', '\u0651'],
  ])('%s is none', (_, typed) => {
    expect(visibleName().safeParse(typed).error?.issues).toMatchObject([{ message: 'invisible' }]);
  });

  it('that is empty is only too short', () => {
    expect(visibleName().safeParse('  ').error?.issues).toMatchObject([{ code: 'too_small' }]);
  });
});

describe('a page query', () => {
  it.each([
    [{}, { limit: 50 }],
    [
      { limit: '7', cursor: 'x' },
      { limit: 7, cursor: 'x' },
    ],
  ])('reads %j as %j', (query, page) => {
    expect(pageQuery.parse(query)).toEqual(page);
  });

  it.each(['0', '101', '1.5', 'many', '-1', ''])('takes no limit of %j', (limit) => {
    expect(pageQuery.safeParse({ limit }).success).toBe(false);
  });
});

describe('an instant', () => {
  it.each([
    ['2026-03-21T09:00:00.000Z', true],
    ['2026-03-21T09:00:00+03:30', true],
    ['2026-03-21T09:00:00', false],
    ['2026-03-21', false],
  ])('%s: %s', (text, valid) => {
    expect(instant.safeParse(text).success).toBe(valid);
  });
});
