import { describe, expect, it } from '@jest/globals';
import { queryTokens } from '@diwan/tickets';
import { excerptOf } from './excerpt.js';

describe('an excerpt', () => {
  it.each([
    ['The parcel is broken.', 'parcel', 'The [[parcel]] is broken.'],
    ['Parcels and a parcel', 'PARC', '[[Parcels]] and a [[parcel]]'],
    ['به کتابخانه می‌روم', 'ميروم', 'به کتابخانه [[می‌روم]]'],
    ['سفارش ۴۵۲۱', '4521', 'سفارش [[۴۵۲۱]]'],
    ['nothing\n\n of  it', 'absent', 'nothing of it'],
    ['', 'absent', ''],
  ])('of %j for %j', (text, query, excerpt) => {
    expect(excerptOf(text, queryTokens(query))).toBe(excerpt);
  });

  it('is cut out around the first word found', () => {
    const excerpt = excerptOf(`${'before '.repeat(100)}parcel${' after'.repeat(100)}`, queryTokens('parcel'));
    expect(excerpt).toMatch(/^…before .*\[\[parcel\]\] .*…$/);
    expect(excerpt.length).toBeLessThan(220);
  });

  it('cuts no emoji in half', () => {
    expect(excerptOf('🙂'.repeat(500), []).isWellFormed()).toBe(true);
  });
});
