import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accentOf, readableOn } from './accent.js';

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('readableOn', () => {
  it('has a contrast of at least 4.5 on every colour (WCAG 2.2, 1.4.3)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
        const colour = `#${number.toString(16).padStart(6, '0')}`;
        const light = luminance(colour);
        const contrast = readableOn(colour) === '#fff' ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05;
        expect(contrast).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('accentOf', () => {
  it.each([null, undefined, '', 'red', '#fff', 'url(https://example.org)', '#12345g'])('takes no %p', (colour) => {
    expect(accentOf(colour)).toBe('#0b6e75');
  });

  it('takes a colour', () => {
    expect(accentOf('#AB12cd')).toBe('#AB12cd');
  });
});
