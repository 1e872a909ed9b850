import { open, readFile } from 'node:fs/promises';
import type { Letter } from './letters.js';

export type Entry =
  | { what: 'will_inject'; letter: Letter }
  /** By IMAP: stored on the mail server. By SMTP: 250 was read. From here on Diwan may not lose it. */
  | { what: 'acknowledged'; id: number }
  /** By SMTP: no answer came, so nobody knows; a mail server sends it again. */
  | { what: 'unanswered'; id: number };

export type LedgerFile = { write: (...entries: Entry[]) => Promise<void>; close: () => Promise<void> };

/** What is written is on the disk when `write` resolves. */
export async function openLedger(path: string): Promise<LedgerFile> {
  const file = await open(path, 'a');
  let last: Promise<void> = Promise.resolve();
  return {
    write(...entries) {
      const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      last = last.then(async () => {
        await file.appendFile(lines);
        await file.datasync();
      });
      return last;
    },
    async close() {
      await last;
      await file.close();
    },
  };
}

export async function readLedger(path: string): Promise<Entry[]> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Entry);
}
