import { describe, expect, it } from '@jest/globals';
import { isOwnOrigin } from './access.guard.js';

describe('isOwnOrigin', () => {
  it.each([
    ['https://diwan.example', 'diwan.example', true],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['https://evil.example', 'diwan.example', false],
    ['https://diwan.example.evil.example', 'diwan.example', false],
    ['https://sub.diwan.example', 'diwan.example', false],
    ['http://127.0.0.1:3001', '127.0.0.1:3000', false],
    ['null', 'diwan.example', false],
    ['', 'diwan.example', false],
    ['https://evil.example', undefined, false],
  ])('%s at host %s: %s', (origin, host, own) => {
    expect(isOwnOrigin(origin, host, 'https://diwan.example')).toBe(own);
  });
});
