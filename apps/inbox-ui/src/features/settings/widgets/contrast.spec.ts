import { describe, expect, it } from '@jest/globals';
import { colourProblem, contrastOf, textOn } from './contrast.js';

it.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#767676', '#ffffff', 4.54],
  ['#0b6e75', '#ffffff', 6.0],
])('the contrast of %s and %s', (one, other, expected) => {
  expect(contrastOf(one, other)).toBeCloseTo(expected, 1);
  expect(contrastOf(other, one)).toBeCloseTo(expected, 1);
});

describe('a colour for a widget', () => {
  it.each([
    ['#0b6e75', '#ffffff', null],
    ['#111111', '#ffffff', null],
    ['#ffee88', '#000000', 'pale'],
    ['#767676', '#000000', 'middling'],
  ])('%s: text on it is %s, and what is wrong with it: %s', (colour, text, problem) => {
    expect(textOn(colour)).toBe(text);
    expect(colourProblem(colour)).toBe(problem);
  });

  it.each(['', '#fff', 'red'])('%j is none, which the form says by itself', (text) => {
    expect(colourProblem(text)).toBeNull();
  });
});
