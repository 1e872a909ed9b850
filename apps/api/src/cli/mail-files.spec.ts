import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMails } from './mail-files.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diwan-mail-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function mailsOf(path: string): Promise<string[]> {
  const mails: string[] = [];
  for await (const mail of readMails(path)) mails.push(mail.toString('utf8'));
  return mails;
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('readMails', () => {
  it('reads a single raw mail byte for byte', async () => {
    const mail = 'Subject: سلام\r\n\r\nFrom here on it is text\r\n';
    expect(await mailsOf(file('one.eml', mail))).toEqual([mail]);
  });

  it('splits an mbox and takes the quoting of From lines back', async () => {
    const mbox = [
      'From ada@example.com Sat Jan  3 01:05:34 1996',
      'Subject: first',
      '',
      '>From here it is quoted',
      '>>From twice',
      '',
      'From bob@example.com Sat Jan  3 02:05:34 1996',
      'Subject: دوم',
      '',
      'From Bern to Rome, 300 km',
      '',
    ].join('\n');
    const [first, second, ...rest] = await mailsOf(file('box.mbox', mbox));
    expect(first).toBe('Subject: first\n\nFrom here it is quoted\n>From twice\n');
    expect(second).toBe('Subject: دوم\n\nFrom Bern to Rome, 300 km\n');
    expect(rest).toEqual([]);
  });

  it('reads every mail below a folder, without the notes of a mail server', async () => {
    const maildir = join(folder, 'Maildir');
    mkdirSync(join(maildir, 'cur'), { recursive: true });
    mkdirSync(join(maildir, 'new'));
    writeFileSync(join(maildir, 'cur', '1'), 'Subject: 1\n\n');
    writeFileSync(join(maildir, 'new', '2'), 'Subject: 2\n\n');
    writeFileSync(join(maildir, 'dovecot-uidlist'), '3 V1 N2');
    writeFileSync(join(maildir, '.hidden'), 'x');
    expect(await mailsOf(maildir)).toEqual(['Subject: 1\n\n', 'Subject: 2\n\n']);
  });

  it('says that a file is missing', async () => {
    await expect(mailsOf(join(folder, 'nowhere'))).rejects.toThrow('no such file or folder');
  });
});
