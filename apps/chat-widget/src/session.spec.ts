import { describe, expect, it } from '@jest/globals';
import { memoryStorage, openSession } from './session.js';

const pending = (id: string, at: number) => ({ id, text: `text ${id}`, files: [], at, failure: null });

describe('openSession', () => {
  it('gives messages back in the order of writing', () => {
    const session = openSession('key', memoryStorage());
    session.keepPending(pending('b', 2));
    session.keepPending(pending('a', 1));
    expect(session.outbox().map(({ id }) => id)).toEqual(['a', 'b']);
    session.dropPending('a');
    expect(session.outbox()).toEqual([pending('b', 2)]);
  });

  it('keeps widgets apart, and wipes one without the other', () => {
    const storage = memoryStorage();
    const [one, two] = [openSession('one', storage), openSession('two', storage)];
    one.keepToken('1');
    two.keepToken('2');
    one.keepPending(pending('a', 1));
    one.keepReadSeq('c', 4);
    one.wipe();
    expect([one.token(), one.outbox(), one.readSeq('c'), two.token()]).toEqual([null, [], 0, '2']);
    expect(storage.length).toBe(1);
  });

  it('reads what was read of this conversation only', () => {
    const session = openSession('key', memoryStorage());
    session.keepReadSeq('c', 4);
    expect([session.readSeq('c'), session.readSeq('d')]).toEqual([4, 0]);
  });

  it('passes over what it did not write, and over a full storage', () => {
    const storage = memoryStorage();
    storage.setItem('diwan:key:out:x', 'null');
    storage.setItem('diwan:key:out:y', '{');
    storage.setItem('diwan:key:out:z', '{"id":1}');
    expect(openSession('key', storage).outbox()).toEqual([]);
    const full = memoryStorage();
    full.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(() => openSession('key', full).keepToken('t')).not.toThrow();
  });
});
