import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSmtpListener, type SmtpListener } from '@diwan/channels';
import type { Config } from '../config.js';

const filePattern = /^\d{13}-[0-9a-f-]{36}\.eml$/;
const mostShown = 100;

export type SunkMail = { id: string; at: Date; sizeBytes: number };

/** Where mail of inboxes without a server of their own ends: files in the data folder, to be read in the browser. */
export class MailSink {
  constructor(private readonly folder: string) {}

  static of(config: Config): MailSink {
    return new MailSink(join(config.dataFolder, 'sink'));
  }

  listen(port: number): SmtpListener {
    return createSmtpListener({
      host: '127.0.0.1',
      port,
      name: 'sink.localhost',
      acceptRecipient: async () => true,
      store: (mail) => this.put(mail.bytes),
    });
  }

  private async put(bytes: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const file = join(this.folder, `${Date.now()}-${randomUUID()}.eml`);
    await writeFile(`${file}.part`, bytes, { flush: true });
    await rename(`${file}.part`, file);
  }

  /** Newest first. */
  async list(): Promise<SunkMail[]> {
    if (!existsSync(this.folder)) return [];
    const names = (await readdir(this.folder))
      .filter((name) => filePattern.test(name))
      .sort()
      .reverse();
    return Promise.all(
      names.slice(0, mostShown).map(async (name) => ({
        id: name.slice(0, -'.eml'.length),
        at: new Date(Number(name.slice(0, 13))),
        sizeBytes: (await stat(join(this.folder, name))).size,
      })),
    );
  }

  async read(id: string): Promise<Buffer | null> {
    const name = `${id}.eml`;
    if (!filePattern.test(name) || !existsSync(join(this.folder, name))) return null;
    return readFile(join(this.folder, name));
  }
}
