import { describe, expect, it } from '@jest/globals';
import { extendThreadIndex } from './thread-index.js';

const header = Buffer.concat([Buffer.from('01dc7a4e0100', 'hex'), Buffer.alloc(16, 7)]);
const index = header.toString('base64');
const startedMs = Number((BigInt('0x01dc7a4e0100') << 16n) / 10_000n) - 11_644_473_600_000;

describe('extendThreadIndex', () => {
  it('keeps the header and adds one block of five bytes', () => {
    const extended = Buffer.from(extendThreadIndex(index, new Date(startedMs + 60_000)) ?? '', 'base64');
    expect(extended).toHaveLength(27);
    expect(extended.subarray(0, 22)).toEqual(header);
  });

  it.each([
    ['a minute', 60_000, 0, 18n],
    ['a year', 365 * 86_400_000, 0, 18n],
    ['three years', 3 * 365 * 86_400_000, 1, 23n],
  ])('counts %s in units of its delta code', (_name, afterMs, deltaCode, cut) => {
    const extended = Buffer.from(extendThreadIndex(index, new Date(startedMs + afterMs)) ?? '', 'base64');
    const word = extended.readUInt32BE(22);
    expect(word >>> 31).toBe(deltaCode);
    const unitMs = Number(1n << cut) / 10_000;
    expect(Math.abs((word & 0x7fffffff) * unitMs - afterMs)).toBeLessThanOrEqual(unitMs + 7);
  });

  it('extends an answer to an answer, and does not grow for ever', () => {
    let value: string | null = index;
    for (let depth = 1; depth <= 50; depth += 1) value = extendThreadIndex(value ?? '', new Date(startedMs));
    expect(Buffer.from(value ?? '', 'base64')).toHaveLength(22 + 250);
    expect(Buffer.from(extendThreadIndex(value ?? '', new Date(startedMs)) ?? '', 'base64')).toHaveLength(27);
  });

  it.each([
    ['too short', Buffer.alloc(10, 1).toString('base64')],
    ['not an index', Buffer.alloc(22).toString('base64')],
    ['nothing', ''],
    ['a clock that went back', index],
  ])('survives %s', (name, value) => {
    const extended = extendThreadIndex(value, new Date(0));
    expect(extended === null).toBe(name !== 'a clock that went back');
  });
});
