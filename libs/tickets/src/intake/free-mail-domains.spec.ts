import { describe, expect, it } from '@jest/globals';
import { isFreeMailDomain } from './free-mail-domains.js';

describe('isFreeMailDomain', () => {
  it.each(['gmail.com', 'GMAIL.com', 'yahoo.com', 'yahoo.co.uk', 'yahoo.fr', 'hotmail.com.tr', 'gmx.at', 'chmail.ir'])(
    'knows %s as a house of strangers',
    (domain) => {
      expect(isFreeMailDomain(domain)).toBe(true);
    },
  );

  it.each([
    'example.org',
    'notgmail.com',
    'mail.gmail.com.example.org',
    'gmx.example.org',
    'yahoo',
    'outlook-parts.com',
    '',
  ])('takes %p for somebody’s own', (domain) => {
    expect(isFreeMailDomain(domain)).toBe(false);
  });
});
