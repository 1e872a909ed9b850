// Here, since what parses mail is nothing that the inbox may import, and its specs read no files.
import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const read = (path) => readFile(resolve(root, path), 'utf8');
const codesIn = async (path) => [...(await read(path)).matchAll(/^ {2}'(mail\.\w+)',$/gm)].map(([, code]) => code);

describe('what the parser notes about a mail', () => {
  it('has either a sentence for agents or no place on the message', async () => {
    const codes = await codesIn('libs/channels/src/email/parse/parse-notes.ts');
    const silent = await codesIn('apps/inbox-ui/src/features/conversation/thread/silent-warnings.ts');
    const sentences = JSON.parse(await read('apps/inbox-ui/src/i18n/en.json'));
    expect(codes).toContain('mail.nul_bytes');
    expect(silent).toContain('mail.missing_date');
    expect(codes.filter((code) => silent.includes(code) === `warning.${code}` in sentences)).toEqual([]);
  });
});
