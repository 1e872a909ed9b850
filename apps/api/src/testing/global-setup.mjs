// Starts the test server once per run. Jest does not transform its global set-up to ESM, so the TypeScript behind it is
// bundled here first (0.1 s).
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const src = resolve(import.meta.dirname, '..');

export default async function setUp() {
  // Inside the package, so that the bundle finds the same packages as the application.
  const outdir = resolve(src, `../dist/test-server-${process.pid}`);
  try {
    await bundle(outdir);
    const load = (path) => import(pathToFileURL(resolve(outdir, path)).href);
    const { startTestServer } = await load('testing/test-server.mjs');
    const { migrate } = await load('database/migrate.mjs');
    const server = await startTestServer({
      givenUrl: process.env.DATABASE_URL_TEST,
      dataFolder: resolve(src, '../../../.cache/test-postgres'),
      migrate,
    });
    // The processes that run the tests inherit the environment; the tear-down runs in this one.
    process.env.DIWAN_TEST_SERVER = server.url;
    process.env.DIWAN_TEST_TEMPLATE = server.template;
    globalThis.diwanTestServer = server;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function bundle(outdir) {
  return build({
    entryPoints: [resolve(src, 'testing/test-server.ts'), resolve(src, 'database/migrate.ts')],
    outdir,
    outbase: src,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@diwan/source'],
    logLevel: 'error',
    plugins: [{ name: 'npm-packages-stay-outside', setup: keepPackagesOutside }],
  });
}

/** Our own packages are read from their sources, as in the tests. */
function keepPackagesOutside({ onResolve }) {
  onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
    kind === 'entry-point' || path.startsWith('@diwan/') ? undefined : { external: true },
  );
}
