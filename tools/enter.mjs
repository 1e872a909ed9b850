// Runs a built program inside this process: no second one that idles beside it, and signals arrive where they are handled.
import module from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run-command.mjs';

export async function enter(program) {
  const path = resolve(root, program);
  process.argv[1] = path;
  // From Node 22.8: compiled code of the last start is reused, by the children as well.
  const cache = resolve(root, '.cache/node');
  module.enableCompileCache?.(cache);
  process.env.NODE_COMPILE_CACHE ??= cache;
  await import(pathToFileURL(path).href);
}
