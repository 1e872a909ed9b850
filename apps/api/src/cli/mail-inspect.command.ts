import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createMailParser, presentInspectedMail, type InspectedMail, type MailParser } from '@diwan/channels';
import { CommandError, readArguments, type Command } from './command.js';

/** What stands in the line of a mail that could not be read to the end: nobody has to guess what is missing. */
function unreadable(file: string, error: unknown): InspectedMail & { error: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'mail.parse_failed';
  return {
    file, messageId: null, inReplyTo: null, references: [], date: null, subject: '', from: null, replyTo: [], to: [], cc: [],
    text: '', html: null, replyText: '', attachments: [], automatic: { is: false, why: [] }, bounce: null,
    charsetGuessed: false, warnings: [code], error: code,
  }; // prettier-ignore
}

async function inspect(parser: MailParser, file: string): Promise<InspectedMail> {
  const raw = await readFile(file);
  try {
    return presentInspectedMail(file, await parser.parse(raw));
  } catch (error) {
    return unreadable(file, error);
  }
}

export const mailInspectCommand: Command = {
  words: ['mail', 'inspect'],
  parameters: 'FILE…',
  summary: 'one line of JSON for each raw mail: what Diwan makes of it',
  async run(args) {
    const { positionals: files } = readArguments(args, {});
    if (files.length === 0) throw new CommandError('name one or more files');
    const missing = files.filter((file) => !(statSync(file, { throwIfNoEntry: false })?.isFile() ?? false));
    const parser = createMailParser({ threads: 1 });
    try {
      for (const file of files) {
        if (!missing.includes(file)) process.stdout.write(`${JSON.stringify(await inspect(parser, file))}\n`);
      }
    } finally {
      await parser.close();
    }
    for (const file of missing) console.error(`${file}: no such file`);
    return missing.length > 0 ? 2 : 0;
  },
};
