// Puts the built server and its packages into a few files: opening some 1,500 small ones was most of a start.
// It reads what tsc wrote, because esbuild knows nothing of the types that Nest's decorators record.
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './run-command.mjs';

const programs = {
  launch: 'apps/api/dist/launch.js',
  prepare: 'apps/api/dist/prepare.js',
  main: 'apps/api/dist/main.js',
  worker: 'apps/api/dist/worker.js',
  cli: 'apps/api/dist/cli.js',
  // Found beside whoever starts it: libs/channels/src/email/parse/pool/parser-thread.ts.
  'mail-parser-worker': 'libs/channels/dist/email/parse/pool/mail-parser-worker.js',
  // Loaded by the first mailbox, and by the first admin who asks for holidays. A product that runs must still find them
  // after the next build: by names without a hash.
  imapflow: 'imapflow',
  'date-holidays': 'date-holidays',
};
const folder = 'apps/api/dist/bundle';

export const bundles = Object.keys(programs).map((name) => `${folder}/${name}.js`);

const native = ['@node-rs/argon2'];
/** Nest offers to work with these; asking for one fails as it does without a bundle. */
const notInstalled = [
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'class-transformer',
  'class-validator',
];

/** CommonJS packages ask for Node's own modules by `require`, which an ES module does not have. */
const banner = `import { createRequire as createBundleRequire } from 'node:module';
const require = createBundleRequire(import.meta.url);`;

/** @returns esbuild's account of what went into which file */
export async function bundleServer({ write = true } = {}) {
  // Not installed yet when `npm start` runs for the first time and asks what is there.
  const { build } = await import('esbuild');
  if (write) rmSync(resolve(root, folder), { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: folder,
    write,
    metafile: true,
    bundle: true,
    // What several programs need is written once; what is imported late stays a file of its own.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: [...native, ...notInstalled],
    banner: { js: banner },
    // Names of classes are data: TypeORM notes by its class which migration ran.
    keepNames: true,
    // Node holds the text in memory; names stay, and short lines, so that a stack says where (docs/operations.md).
    minifyWhitespace: true,
    lineLimit: 120,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
  });
  return metafile;
}
