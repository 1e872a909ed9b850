import { describe, expect, it } from '@jest/globals';
import type { Widget } from '@diwan/contracts';
import { draftOf, requestOf, wrongOrigin } from './widget-draft.js';

const fallback = { queueId: 'q', language: 'fa' as const };
const widget: Widget = {
  id: 'w',
  key: 'pub_x',
  version: 3,
  name: 'Shop',
  queueId: 'q',
  language: 'en',
  origins: ['https://shop.example', 'http://localhost:8080'],
  greetings: { fa: 'سلام' },
  accent: '#123456',
  position: 'start',
  mailInboxId: null,
  identityMethod: 'HS256',
  hasIdentityKey: true,
  enabled: false,
};

describe('a widget in the form', () => {
  it('comes out as it went in', () => {
    const { id: _id, key: _key, version: _version, hasIdentityKey: _hasIdentityKey, ...saved } = widget;
    expect(requestOf(draftOf(widget, fallback))).toEqual(saved);
  });

  it('leaves a key out that was not typed anew', () => {
    const draft = { ...draftOf(widget, fallback), identityKey: ' secret ' };
    expect(requestOf(draft).identityKey).toBe('secret');
    expect(requestOf(draftOf(widget, fallback))).not.toHaveProperty('identityKey');
    expect(requestOf({ ...draft, identityMethod: 'none' })).not.toHaveProperty('identityKey');
  });

  it('begins with what the organisation speaks, switched on, for any page', () => {
    const request = requestOf({ ...draftOf(null, fallback), name: ' Shop ' });
    expect(request).toMatchObject({ name: 'Shop', language: 'fa', enabled: true, origins: [], mailInboxId: null });
  });

  it('takes origins as people paste them', () => {
    const origins = ' https://Shop.example/ \n\nhttps://shop.example, http://localhost:8080';
    expect(requestOf({ ...draftOf(null, fallback), origins }).origins).toEqual([
      'https://shop.example',
      'http://localhost:8080',
    ]);
  });
});

describe('an origin', () => {
  it.each([
    '',
    'https://shop.example',
    'https://shop.example:8443/',
    'https://*.shop.example',
    'http://127.0.0.1:3000',
  ])('is right: %j', (text) => expect(wrongOrigin(text)).toBeNull());

  it.each([
    ['shop.example', 'shop.example', 'scheme'],
    ['https://ok.example\nftp://x.example', 'ftp://x.example', 'scheme'],
    ['https://shop.example/cart', 'https://shop.example/cart', 'path'],
    ['https://shop.example?x', 'https://shop.example?x', 'path'],
    ['https://me@shop.example', 'https://me@shop.example', 'host'],
    ['https://', 'https:/', 'scheme'],
  ] as const)('is wrong: %j', (text, named, why) => {
    expect(wrongOrigin(text)).toEqual({ text: named, why });
  });
});
