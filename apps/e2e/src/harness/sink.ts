// What Diwan sent: the demo's mail sink keeps every mail as a file. Read with a parser that is not the product's.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import type { Product } from './product.js';
import { eventually } from './mail-servers.js';

export type SentMail = ParsedMail & { raw: string };

export async function listSentMail({ dataFolder }: Pick<Product, 'dataFolder'>): Promise<SentMail[]> {
  const folder = join(dataFolder, 'sink');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
  return Promise.all(
    names.map(async (name) => {
      const raw = await readFile(join(folder, name));
      return { ...(await simpleParser(raw, { skipTextToHtml: true })), raw: raw.toString('latin1') };
    }),
  );
}

/** The first mail that fits, waited for. */
export async function waitForSentMail(product: Product, fits: (mail: SentMail) => boolean): Promise<SentMail> {
  let found: SentMail | undefined;
  await eventually(async () => (found = (await listSentMail(product)).find(fits)) !== undefined, 20_000);
  if (!found) throw new Error('No such mail was sent');
  return found;
}

/** Written by a person, not by Diwan itself. */
export const isAnswer = (mail: SentMail): boolean => !mail.headers.has('auto-submitted');
