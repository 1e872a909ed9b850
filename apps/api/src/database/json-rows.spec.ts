import { describe, expect, it } from '@jest/globals';
import { jsonRows, storableText } from './json-rows.js';

const parsed = (rows: unknown): unknown => JSON.parse(jsonRows(rows));

describe('jsonRows', () => {
  it('leaves what PostgreSQL can store', () => {
    const rows = [{ text: 'a\n"b"\\ سلام 😀', n: 1, none: null, at: new Date(0), words: ['x'] }];
    expect(jsonRows(rows)).toBe(JSON.stringify(rows));
  });

  it.each([
    ['NUL', 'a\0b', 'a\uFFFDb'],
    ['the first half of a pair', 'a\ud83d', 'a\uFFFD'],
    ['the second half of a pair', '\ude00b', '\uFFFDb'],
    ['both halves the wrong way round', '\ude00\ud83d', '\uFFFD\uFFFD'],
  ])('puts U+FFFD for %s, however deep it is', (_, text, stored) => {
    expect(parsed([{ words: [text], address: { name: text } }])).toEqual([
      { words: [stored], address: { name: stored } },
    ]);
    expect(storableText(text)).toBe(stored);
  });

  it('keeps a text that only looks like an escape', () => {
    expect(parsed(['\\u0000 \\ud800'])).toEqual(['\\u0000 \\ud800']);
  });
});
