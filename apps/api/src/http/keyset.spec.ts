import { describe, expect, it } from '@jest/globals';
import { byNumber, decodeKeyset, encodeKeyset, pageOfRows } from './keyset.js';

const id = '01890000-0000-7000-8000-000000000000';
const at = '2026-03-21T09:00:00.000Z';

describe('a keyset cursor', () => {
  it('comes back as it went out', () => {
    expect(decodeKeyset(encodeKeyset({ key: at, id }))).toEqual({ key: at, id });
    expect(decodeKeyset(encodeKeyset({ key: '', id: '17' }), byNumber)).toEqual({ key: '', id: '17' });
    expect(decodeKeyset(undefined)).toBeNull();
  });

  it.each([
    ['another list’s', encodeKeyset({ key: '', id: '17' })],
    ['one with a year that PostgreSQL does not know', encodeKeyset({ key: '0000-01-01T00:00:00.000Z', id })],
    ['an empty one', ''],
    ['garbage', '\u0000'],
  ])('that is %s is refused', (_, cursor) => {
    expect(() => decodeKeyset(cursor)).toThrow('request.invalid');
  });

  it('is given out only when there is more', () => {
    const keyOf = (row: number) => ({ key: at, id: String(row) });
    expect(pageOfRows([1, 2], 2, keyOf)).toEqual({ items: [1, 2], nextCursor: null });
    expect(pageOfRows([1, 2, 3], 2, keyOf)).toEqual({ items: [1, 2], nextCursor: encodeKeyset({ key: at, id: '2' }) });
    expect(pageOfRows([], 2, keyOf)).toEqual({ items: [], nextCursor: null });
  });
});
