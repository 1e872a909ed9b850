import { describe, expect, it } from '@jest/globals';
import { excerptParts } from './excerpt.js';

describe('excerptParts', () => {
  it.each([
    ['nothing found', [{ text: 'nothing found', found: false }]],
    [
      'my [[order]] is',
      [
        { text: 'my ', found: false },
        { text: 'order', found: true },
        { text: ' is', found: false },
      ],
    ],
    [
      '[[سفارش]][[من]]',
      [
        { text: 'سفارش', found: true },
        { text: 'من', found: true },
      ],
    ],
    ['open [[ mark', [{ text: 'open [[ mark', found: false }]],
    ['', []],
  ])('splits %j', (excerpt, expected) => {
    expect(excerptParts(excerpt)).toEqual(expected);
  });
});
