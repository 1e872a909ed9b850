import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAddressList } from './address-list.js';

describe('parseAddressList', () => {
  it.each([
    ['a bare address', 'Ali@Example.COM', [{ name: '', address: 'ali@example.com' }]],
    [
      'a name in quotes with a comma',
      '"Rezaei, Ali" <ali@example.com>',
      [{ name: 'Rezaei, Ali', address: 'ali@example.com' }],
    ],
    [
      'a name in an encoded word',
      '=?utf-8?B?2LnZhNuM?= <ali@example.com>',
      [{ name: 'علی', address: 'ali@example.com' }],
    ],
    [
      'an encoded word inside quotes',
      '"=?utf-8?B?2LnZhNuM?=" <ali@example.com>',
      [{ name: 'علی', address: 'ali@example.com' }],
    ],
    ['an old comment as name', 'ali@example.com (Ali Rezaei)', [{ name: 'Ali Rezaei', address: 'ali@example.com' }]],
    [
      'semicolons between mailboxes',
      'a@x.org; b@x.org',
      [
        { name: '', address: 'a@x.org' },
        { name: '', address: 'b@x.org' },
      ],
    ],
    [
      'a group',
      'Team: a@x.org, B <b@x.org>;, c@x.org',
      [
        { name: '', address: 'a@x.org' },
        { name: 'B', address: 'b@x.org' },
        { name: '', address: 'c@x.org' },
      ],
    ],
    ['an empty group', 'undisclosed-recipients:;', []],
    ['an international domain', 'info@bücher.example', [{ name: '', address: 'info@xn--bcher-kva.example' }]],
    ['a needlessly quoted local part', '"john.doe"@example.com', [{ name: '', address: 'john.doe@example.com' }]],
    ['a missing closing bracket', 'Ali <ali@example.com', [{ name: 'Ali', address: 'ali@example.com' }]],
    [
      'a name that is another address',
      '"admin@bank.com" <x@evil.com>',
      [{ name: 'admin@bank.com', address: 'x@evil.com' }],
    ],
    ['bidi controls in the name', '"\u202eabc\u202c" <a@x.org>', [{ name: 'abc', address: 'a@x.org' }]],
    ['the joiner of Persian spelling', '"می\u200cروم" <a@x.org>', [{ name: 'می\u200cروم', address: 'a@x.org' }]],
  ])('reads %s', (_, value, addresses) => {
    expect(parseAddressList(value, 1000)).toEqual({ addresses, invalid: false, cut: false });
  });

  it.each([
    ['an encoded word as local part', '=?utf-8?q?admin=40evil.com?=@example.com'],
    ['an encoded word as local part in brackets', 'Ali <=?utf-8?q?admin=40evil.com=3e?=@example.com>'],
    ['a quoted local part with an @', '"admin@evil.com"@example.com'],
    ['a quoted local part that closes early', '"admin@evil.com> "@example.com'],
    ['two addresses in brackets', 'Ali <a@evil.com> <b@example.com>'],
    ['two @', 'Ali <a@evil.com@example.com>'],
    ['a route', '<@evil.com:ali@example.com>'],
    ['an address literal', 'ali@[127.0.0.1]'],
    ['a space in the local part', 'Ali <ali rezaei@example.com>'],
    ['no domain', 'MAILER-DAEMON'],
    ['a NUL', 'ali\0@example.com'],
    ['an unfinished quote', '"Ali <ali@example.com>'],
  ])('gives no identity for %s', (_, value) => {
    const { addresses, invalid } = parseAddressList(value, 1000);
    expect(addresses.map(({ address }) => address).filter((address) => address !== '')).toEqual([]);
    expect(invalid).toBe(true);
  });

  it('stops at the limit and says so', () => {
    const list = parseAddressList(Array.from({ length: 5000 }, (_, n) => `u${n}@x.org`).join(', '), 1000);
    expect(list.addresses).toHaveLength(1000);
    expect(list.addresses.at(-1)?.address).toBe('u999@x.org');
    expect(list.cut).toBe(true);
  });

  it('never invents a domain that stands outside the last part of the mailbox', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (noise) => {
        const { addresses } = parseAddressList(`${noise.replace(/[,;:]/g, '')} <ali@example.com>`, 10);
        return addresses.every(({ address }) => address === '' || address === 'ali@example.com');
      }),
    );
  });
});
