import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const failureOf = (env: Record<string, string>): unknown => {
  try {
    return readConfig(env);
  } catch (error) {
    return error;
  }
};

describe('readConfig', () => {
  it.each([
    ['DATABASE_URL', 'mysql://x'],
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['DIWAN_SMTP_PORT', '-1'],
    ['DIWAN_SINK_PORT', '2.5'],
    ['DIWAN_PUBLIC_URL', 'support.example.com'],
    ['DIWAN_SECRET_KEY', 'short'],
    ['DIWAN_PREVIOUS_SECRET_KEY', 'short'],
    ['DIWAN_LOG_LEVEL', 'loud'],
    ['DIWAN_TRUST_PROXY', 'yes'],
    ['DIWAN_PARSER_THREADS', '0'],
    ['DIWAN_UNSAFE_DURABILITY', 'maybe'],
    ['REDIS_URL', 'localhost:6379'],
    ['DIWAN_DATABASE_POOL', '1'],
  ])('stops at %s=%s with one line that names it and keeps its value to itself', (name, value) => {
    const error = failureOf({ [name]: value });
    expect(error).toBeInstanceOf(ConfigError);
    const { message } = error as ConfigError;
    expect(message).toMatch(new RegExp(`^${name}: .+`));
    expect(message).not.toContain('\n');
    if (name.endsWith('KEY')) expect(message).not.toContain(value);
  });

  it('takes an empty variable for a missing one', () => {
    const names = [
      'DATABASE_URL',
      'PORT',
      'DIWAN_PUBLIC_URL',
      'DIWAN_SECRET_KEY',
      'DIWAN_LOG_LEVEL',
      'DIWAN_TRUST_PROXY',
    ];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}));
  });

  it('finds the public address by the port unless it is given, without a slash at its end', () => {
    expect(readConfig({ PORT: '4000' }).publicUrl).toBe('http://127.0.0.1:4000');
    expect(readConfig({ DIWAN_PUBLIC_URL: 'https://help.example.com/' }).publicUrl).toBe('https://help.example.com');
  });
});
