import { describe, expect, it } from '@jest/globals';
import { fillPlaceholders, unknownPlaceholders } from './placeholders.js';

const known = ['opening', 'number'];

describe('placeholders', () => {
  it.each([
    ['We open {opening} ({number}).', []],
    ['No names at all', []],
    ['We open {openning}.', ['openning']],
    ['{ opening }', [' opening ']],
    ['{}', ['']],
    ['{opening', ['{']],
    ['{{opening}}', ['{', '}']],
    ['{name} {name}', ['name']],
  ])('%s', (text, unknown) => {
    expect(unknownPlaceholders(text, known)).toEqual(unknown);
  });

  it('are filled wherever they stand, and values are not looked through again', () => {
    expect(fillPlaceholders('{number}: {opening}, {number}', { number: '{opening}', opening: 'Sunday' })).toBe(
      '{opening}: Sunday, {opening}',
    );
  });
});
