import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { snippetOf } from './snippet.js';

const family = '👩‍👩‍👧‍👦';

describe('snippetOf', () => {
  it.each([
    ['a short text', 'Where is my order?', 'Where is my order?'],
    ['lines and runs of spaces', '  سلام\r\n\r\n\tسفارش   من\u00A0کو؟ \n', 'سلام سفارش من کو؟'],
    ['nothing', ' \n ', ''],
    ['a text that just fits', 'a'.repeat(160), 'a'.repeat(160)],
    ['a text far behind empty lines', `${'\n'.repeat(5_000)}Hello`, 'Hello'],
  ])('makes one line of %s', (_, text, snippet) => {
    expect(snippetOf(text)).toBe(snippet);
  });

  it.each([
    ['behind the last word that fits', 'one two three', 10, 'one two…'],
    ['behind a word that just fits', 'one two three', 8, 'one two…'],
    ['behind a word that a space follows at the very limit', 'aaaaaa bb ccc', 10, 'aaaaaa bb…'],
    ['inside a word when the last space is too far ahead', 'a bcdefghijklmnop', 10, 'a bcdefgh…'],
    ['between a pair of surrogates and the next', '😀😀😀😀😀', 8, '😀😀😀…'],
    ['before a family that does not fit', `aaaaaa${family}b`, 12, 'aaaaaa…'],
    ['before a letter with its vowel signs', 'مُحَمَّدٌمُحَمَّدٌ', 8, 'مُحَمَّ…'],
    ['before an accent of its own', 'eeeee\u0301eee', 6, 'eeee…'],
    ['after empty lines that were longer than the text', `${'\n'.repeat(900)}${'a'.repeat(20)}`, 10, 'aaaaaaaaa…'],
  ])('cuts %s', (_, text, length, snippet) => {
    expect(snippetOf(text, length)).toBe(snippet);
  });

  it('never is longer than asked, never cuts a character, and is the beginning of the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(family, '🇮🇷', 'é', 'e\u0301', 'مُحَمَّد', 'می‌روم', ' ', '\n'),
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (written, length) => {
        const line = written.replace(/\s+/g, ' ').trim();
        const snippet = snippetOf(written, length);
        expect(snippet.length).toBeLessThanOrEqual(length);
        if (line.length <= length) return expect(snippet).toBe(line);
        const kept = snippet.slice(0, -1);
        const boundaries = [...graphemes.segment(line)].map(({ index }) => index);
        expect(snippet).toBe(`${line.slice(0, kept.length)}…`);
        expect(line[kept.length] === ' ' || boundaries.includes(kept.length)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
