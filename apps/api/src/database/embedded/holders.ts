// Several processes may use one embedded server (the application and a command line beside it): the last one to leave stops it.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './postmaster.js';

// One process may hold a server more than once; the counter keeps the names apart.
let held = 0;

/** Announces this process and returns how to leave; the answer to leaving is whether somebody else is still there. */
export function holdServer(dataFolder: string): () => boolean {
  const folder = join(dataFolder, 'holders');
  mkdirSync(folder, { recursive: true });
  const name = `${process.pid}.${held++}`;
  writeFileSync(join(folder, name), '');
  return () => {
    rmSync(join(folder, name), { force: true });
    return hasOthers(folder);
  };
}

function hasOthers(folder: string): boolean {
  const living = readdirSync(folder).filter((name) => {
    const alive = isAlive(Number.parseInt(name, 10));
    if (!alive) rmSync(join(folder, name), { force: true });
    return alive;
  });
  return living.length > 0;
}
