import { describe, expect, it } from '@jest/globals';
import { isOutage } from './outage.js';

const failure = (code: string | undefined, message = '') =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

describe('isOutage', () => {
  it.each([
    ['disk full, says PostgreSQL', failure('53100')],
    ['too many connections', failure('53300')],
    ['a restart', failure('57P01')],
    ['a connection failure', failure('08006')],
    ['disk full, says the system', failure('ENOSPC')],
    ['nobody listens', failure('ECONNREFUSED')],
    ['a connection that ended', failure(undefined, 'Connection terminated unexpectedly')],
    [
      'a connection that had ended',
      failure(undefined, 'Client has encountered a connection error and is not queryable'),
    ],
    ['a pool that gave none', failure(undefined, 'timeout exceeded when trying to connect')],
  ])('is true for %s', (_name, error) => expect(isOutage(error)).toBe(true));

  it.each([
    ['a value that breaks a constraint', failure('23505')],
    ['a text that cannot be stored', failure('22021')],
    ['a mail that is not understood', failure('mail.parse_failed')],
    ['an error of our own', new Error('no')],
    ['something thrown', 'no'],
    ['nothing', null],
  ])('is false for %s', (_name, error) => expect(isOutage(error)).toBe(false));
});
