import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLivingServer, readPostmaster } from './postmaster.js';

let cluster: string;
const pidFile = () => join(cluster, 'postmaster.pid');
const content = (pid: number | string, status = 'ready   ') =>
  [pid, cluster, 1764000000, 5439, '', '127.0.0.1', '  1234  5', status].join('\n');

beforeEach(() => {
  cluster = mkdtempSync(join(tmpdir(), 'diwan-postmaster-'));
});

afterEach(() => rmSync(cluster, { recursive: true }));

describe('readPostmaster', () => {
  it('reads process, port and state', () => {
    writeFileSync(pidFile(), content(4711));
    expect(readPostmaster(cluster)).toEqual({ pid: 4711, port: 5439, status: 'ready' });
  });

  it.each(['', '4711\n', 'rubbish'])('knows nothing of a missing or half written file (%j)', (text) => {
    if (text) writeFileSync(pidFile(), text);
    expect(readPostmaster(cluster)).toBeNull();
  });
});

describe('findLivingServer', () => {
  it('does not take another process with the same number for the server, and removes the leftover', () => {
    writeFileSync(pidFile(), content(process.pid));
    expect(findLivingServer(cluster)).toBeNull();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('leaves the file of a dead server to the next one, which may be writing its own', () => {
    writeFileSync(pidFile(), content(2 ** 22 + 1));
    expect(findLivingServer(cluster)).toBeNull();
    expect(existsSync(pidFile())).toBe(true);
  });
});
