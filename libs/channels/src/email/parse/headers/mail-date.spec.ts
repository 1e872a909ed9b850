import { describe, expect, it } from '@jest/globals';
import { parseMailDate } from './mail-date.js';

describe('parseMailDate', () => {
  it.each([
    ['Tue, 03 Mar 2026 10:12:00 +0330', '2026-03-03T06:42:00.000Z'],
    ['Tue, 3 Mar 2026 10:12:00 +0330 (IRST)', '2026-03-03T06:42:00.000Z'],
    ['3 Mar 2026 06:00:00 -0000', '2026-03-03T06:00:00.000Z'],
    ['3 Mar 26 06:00 GMT', '2026-03-03T06:00:00.000Z'],
    ['Tue, 3 Mar 2026 06:00:00 UT', '2026-03-03T06:00:00.000Z'],
    ['Tue, 3 Mar 2026 06:00:00', '2026-03-03T06:00:00.000Z'],
    ['Tue, 3 Mar 2026 06:00:00 EST', '2026-03-03T11:00:00.000Z'],
    ['Tue, 3 Mar 2026 06:00:00 +03:30', '2026-03-03T02:30:00.000Z'],
    ['2026-03-03T06:00:00Z', '2026-03-03T06:00:00.000Z'],
  ])('reads %s', (value, iso) => {
    expect(parseMailDate(value)?.toISOString()).toBe(iso);
  });

  it.each(['', 'yesterday', 'Tue, 32 Foo 2026', '(comment only)', '1 Jan 1900 00:00:00 +0000'])(
    'gives nothing for %j',
    (value) => {
      expect(parseMailDate(value)).toBeNull();
    },
  );
});
