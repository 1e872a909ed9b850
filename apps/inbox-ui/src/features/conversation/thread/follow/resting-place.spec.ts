import { describe, expect, it } from '@jest/globals';
import { restingPlace } from './resting-place.js';

describe('restingPlace', () => {
  it.each([
    ['stays at the top of a thread that fits', { contentHeight: 300, viewHeight: 600, newestTop: 16 }, 0],
    ['goes to the end when the newest message fits', { contentHeight: 2000, viewHeight: 600, newestTop: 1700 }, 1400],
    [
      'stops at the start of a newest message that does not',
      { contentHeight: 5000, viewHeight: 600, newestTop: 1008 },
      1000,
    ],
    ['starts at the top of a single long message', { contentHeight: 5000, viewHeight: 600, newestTop: 4 }, 0],
  ])('%s', (_, measures, wanted) => expect(restingPlace(measures)).toBe(wanted));
});
