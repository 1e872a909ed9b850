// What a start must not load, held against the bundle itself; the server has been built before this runs.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import { bundles, bundleServer } from './bundle.mjs';
import { root } from './run-command.mjs';

const folder = 'apps/api/dist/bundle/';

describe('the bundle', () => {
  let metafile;
  beforeAll(async () => {
    metafile = await bundleServer({ write: false });
  });

  /** Files of ours and of packages that are read before the program does anything. */
  function loadedAtStart(program) {
    const outputs = new Set([`${folder}${program}.js`]);
    for (const output of outputs) {
      for (const { path, kind } of metafile.outputs[output].imports) {
        if (kind === 'import-statement' && metafile.outputs[path]) outputs.add(path);
      }
    }
    return [...outputs].flatMap((output) => Object.keys(metafile.outputs[output].inputs));
  }

  it.each([
    ['main', '@nestjs/swagger'],
    ['main', 'imapflow'],
    ['main', 'libmime'],
    ['main', 'date-holidays'],
    ['main', 'moment'],
    ['worker', '@nestjs/platform-fastify'],
    ['worker', '@nestjs/swagger'],
    ['worker', 'imapflow'],
    ['worker', 'libmime'],
    ['worker', 'date-holidays'],
    ['prepare', '@nestjs/core'],
    ['prepare', 'nodemailer'],
    ['launch', 'typeorm'],
  ])('lets %s start without %s', (program, name) => {
    const files = loadedAtStart(program);
    expect(files).toContain(`apps/api/dist/${program}.js`);
    expect(files.filter((file) => file.includes(`node_modules/${name}/`))).toEqual([]);
  });

  it('leaves nothing outside but Node, what is native and what is not installed', () => {
    const outside = Object.values(metafile.outputs)
      .flatMap(({ imports }) => imports)
      .filter(({ external, kind }) => external && kind === 'import-statement')
      .map(({ path }) => path);
    expect(new Set(outside.filter((path) => !isBuiltin(path)))).toEqual(new Set(['@node-rs/argon2']));
  });

  it.each(['tools/start.mjs', 'tools/diwan.mjs', 'docker/api.Dockerfile', 'docker/compose.yml'])(
    'holds what %s starts',
    (starter) => {
      const started = readFileSync(resolve(root, starter), 'utf8').match(/apps\/api\/dist\/[\w/-]+\.js/g) ?? [];
      expect(started.length).toBeGreaterThan(0);
      for (const program of started) expect(bundles).toContain(program);
    },
  );
});
