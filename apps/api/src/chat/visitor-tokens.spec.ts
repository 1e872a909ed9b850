import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { VisitorTokens } from './visitor-tokens.js';

const aKey = (id: string) => ({ id, bytes: randomBytes(32) });
const [one, two] = [aKey('one'), aKey('two')];

describe('a visitor’s token', () => {
  it('proves the visitor to the widget that gave it, also after a change of keys', () => {
    const before = new VisitorTokens({ current: one, previous: null });
    const { visitorId, token } = before.create('widget');
    expect(before.visitorOf(token, 'widget')).toBe(visitorId);
    const after = new VisitorTokens({ current: two, previous: one });
    expect(after.visitorOf(token, 'widget')).toBe(visitorId);
    expect(after.tokenOf(visitorId, 'widget')).not.toBe(token);
    expect(new VisitorTokens({ current: two, previous: null }).visitorOf(token, 'widget')).toBeNull();
  });

  it.each([
    ['another widget', (token: string) => [token, 'other']],
    ['another visitor', (token: string) => [`${token.slice(0, 35)}0.${token.split('.')[1]}`, 'widget']],
    ['half a code', (token: string) => [token.slice(0, -5), 'widget']],
    ['no code', (token: string) => [token.split('.')[0] ?? '', 'widget']],
    ['nothing', () => ['', 'widget']],
  ])('proves nothing with %s', (_, change) => {
    const tokens = new VisitorTokens({ current: one, previous: null });
    let token = tokens.create('widget').token;
    // Changing the last digit to 0 must change it.
    while (token[35] === '0') token = tokens.create('widget').token;
    const [text = '', inbox = ''] = change(token);
    expect(tokens.visitorOf(text, inbox)).toBeNull();
  });
});
