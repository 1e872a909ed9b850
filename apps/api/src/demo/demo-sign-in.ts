import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.js';

export type DemoSignIn = { email: string; password: string };

const fileOf = (config: Config): string => join(config.dataFolder, 'demo-sign-in.json');

/** Every start tells the demo's sign-in again; the password exists nowhere else in clear. */
export async function keepDemoSignIn(config: Config, signIn: DemoSignIn): Promise<void> {
  await writeFile(fileOf(config), JSON.stringify(signIn), { mode: 0o600 });
}

export async function readDemoSignIn(config: Config): Promise<DemoSignIn | null> {
  const file = fileOf(config);
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as DemoSignIn) : null;
}
