import { describe, expect, it } from '@jest/globals';
import { webAddress } from './web-address.js';

describe('the address of a page that a visitor says to be on', () => {
  it.each(['https://shop.example/cart?x=1#y', 'http://localhost:8080/'])('is followed: %s', (text) => {
    expect(webAddress(text)).toBe(text);
  });

  it.each(['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '/relative', ''])(
    'is not followed: %j',
    (text) => expect(webAddress(text)).toBeNull(),
  );
});
