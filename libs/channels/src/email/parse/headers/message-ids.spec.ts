import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messageIds } from './message-ids.js';

describe('messageIds', () => {
  it.each([
    ['<a@x>', ['a@x']],
    ['<a@x> <b@y>', ['a@x', 'b@y']],
    ['<a@x>,<b@y>', ['a@x', 'b@y']],
    ['a@x', ['a@x']],
    ['a@x b@y', ['a@x', 'b@y']],
    ['<a@x> b@y', ['a@x', 'b@y']],
    ['<a@x', ['a@x']],
    ['<long\r\n .id@x>', ['long.id@x']],
    ['<a@x> (see <b@y>)', ['a@x']],
    ['Your message of "Tue, 3 Mar" from ali@x <a@x>', ['a@x']],
    ['20260303.1234', ['20260303.1234']],
    ['', []],
    ['<>', []],
  ])('reads %j', (value, ids) => {
    expect(messageIds(value)).toEqual(ids);
  });

  it('gives back every list of ids that was written', () => {
    const id = fc.stringMatching(/^[a-z0-9.=+-]{1,20}@[a-z0-9.-]{1,20}$/);
    fc.assert(
      fc.property(fc.array(id, { minLength: 1 }), fc.constantFrom(' ', ',', '\r\n ', '\t', ''), (ids, separator) => {
        expect(messageIds(ids.map((one) => `<${one}>`).join(separator))).toEqual(ids);
      }),
    );
  });
});
