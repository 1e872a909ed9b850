import { describe, expect, it } from '@jest/globals';
import { open, seal, SecretBoxError } from './secret-box.js';
import type { SecretKey } from './secret-key.js';

const key = (id: string, fill: number): SecretKey => ({ id, bytes: Buffer.alloc(32, fill) });
const keys = { current: key('aaaaaa', 1), previous: null };
const rotated = { current: key('bbbbbb', 2), previous: keys.current };
const secret = { imap: 'گذرواژه', smtp: null };
const box = seal(keys, 'row 1', secret);

describe('a sealed secret', () => {
  it('opens for its row', () => expect(open(keys, 'row 1', box)).toEqual(secret));

  it('does not open for another row', () => expect(() => open(keys, 'row 2', box)).toThrow(SecretBoxError));

  it('opens with the previous key after a change, and what is sealed then is sealed with the new one', () => {
    expect(open(rotated, 'row 1', box)).toEqual(secret);
    expect(() => open(keys, 'row 1', seal(rotated, 'row 1', secret))).toThrow('bbbbbb');
  });

  it('names the key that is missing', () => {
    expect(() => open({ current: key('cccccc', 3), previous: null }, 'row 1', box)).toThrow(/aaaaaa.*DIWAN_PREVIOUS/);
  });

  it('does not open with another key under the same name', () => {
    expect(() => open({ current: key('aaaaaa', 9), previous: null }, 'row 1', box)).toThrow(SecretBoxError);
  });

  it('never looks the same twice and shows nothing of what is inside', () => {
    expect(seal(keys, 'row 1', secret)).not.toEqual(box);
    expect(seal(keys, 'row 1', 'open sesame').toString('latin1')).not.toContain('sesame');
  });

  it('does not open when any byte of it was changed or cut off', () => {
    for (let at = 0; at < box.length; at++) {
      const damaged = Buffer.from(box);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(() => open(keys, 'row 1', damaged)).toThrow(SecretBoxError);
      expect(() => open(keys, 'row 1', box.subarray(0, at))).toThrow(SecretBoxError);
    }
  });
});
