import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from './command.js';

/** RFC 4155: a line that begins a mail in an mbox. */
const fromLine = /^From \S+.*\d{4}\s*$/;

/** Every raw mail of a file, a folder (all files below it, Maildirs too) or an mbox. */
export async function* readMails(path: string): AsyncGenerator<Buffer> {
  if (!existsSync(path)) throw new CommandError(`${path}: no such file or folder`);
  if ((await stat(path)).isDirectory()) {
    for (const entry of (await readdir(path)).sort()) {
      if (!entry.startsWith('.') && !entry.startsWith('dovecot')) yield* readMails(join(path, entry));
    }
  } else if (await isMbox(path)) yield* readMbox(path);
  else yield await readFile(path);
}

async function isMbox(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 499, encoding: 'latin1' })) {
    return fromLine.test(String(chunk).split('\n', 1)[0] ?? '');
  }
  return false;
}

/** Splits at "From " lines and takes the quoting of ">From " back (mboxrd). Bytes stay bytes: latin1 maps each to itself. */
async function* readMbox(path: string): AsyncGenerator<Buffer> {
  let mail: string[] = [];
  let rest = '';
  const finish = (): Buffer => Buffer.from(mail.map((line) => line.replace(/^>(>*From )/, '$1')).join('\n'), 'latin1');
  for await (const chunk of createReadStream(path, { encoding: 'latin1' })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!fromLine.test(line)) mail.push(line);
      else {
        if (mail.length > 0) yield finish();
        mail = [];
      }
    }
  }
  mail.push(rest);
  if (mail.length > 0) yield finish();
}
