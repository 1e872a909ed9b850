// Nobody builds the image in a test run, so what it takes for granted is held against the repository here.
import { describe, expect, it } from '@jest/globals';
import { DockerfileParser } from 'dockerfile-ast';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '..');
const read = (path) => readFileSync(resolve(root, path), 'utf8');
const dockerfile = DockerfileParser.parse(read('docker/api.Dockerfile'));
const compose = parse(read('docker/compose.yml'), { merge: true });
const { workspaces } = JSON.parse(read('package.json'));
const lock = JSON.parse(read('package-lock.json'));
// Every name the application reads, from the one file that reads the environment.
const known = new Set(
  [...read('apps/api/src/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name),
);

const stages = dockerfile.getFROMs().map((from) => from.getBuildStage());
const copies = dockerfile.getCOPYs().map((copy) => {
  const words = copy.getArguments().map((argument) => argument.getValue());
  return { from: copy.getFromFlag()?.getValue() ?? null, sources: words.slice(0, -1) };
});
const instructions = (keyword) => dockerfile.getInstructions().filter((each) => each.getKeyword() === keyword);
const { postgres, prepare, api, worker } = compose.services;
const programs = [prepare, api, worker].map((service) => service.command[1]);
const names = [
  ...Object.keys(compose.services.api.environment),
  ...dockerfile.getENVs().flatMap((env) => env.getProperties().map((property) => property.getName())),
].filter((name) => name !== 'NODE_ENV');

describe('api.Dockerfile', () => {
  it('runs on the Node that the design names', () => {
    expect(dockerfile.getFROMs().map((from) => from.getImage())).toEqual(Array(2).fill('node:24-bookworm-slim'));
  });

  it.each(copies.filter(({ from }) => from === null).flatMap(({ sources }) => sources))(
    'copies %s, which exists',
    (source) => {
      expect(existsSync(resolve(root, source))).toBe(true);
    },
  );

  it('copies between stages that exist', () => {
    const used = copies.flatMap(({ from }) => from ?? []);
    expect(used.length).toBeGreaterThan(0);
    for (const from of used) expect(stages).toContain(from);
  });

  it('hands over only what the first stage has', () => {
    const made = new Set(['package.json', 'node_modules', 'libs', 'migrations', 'apps']);
    const taken = copies.filter(({ from }) => from === 'build').flatMap(({ sources }) => sources);
    expect(new Set(taken.map((path) => path.replace('/diwan/', '')))).toEqual(made);
  });

  it('installs with the manifest of every workspace', () => {
    const folders = Object.keys(lock.packages).filter((path) => path !== '' && !path.includes('node_modules'));
    expect(folders.length).toBeGreaterThanOrEqual(workspaces.length);
    const copied = copies.flatMap(({ sources }) => sources);
    for (const folder of folders) expect(copied).toContain(`${folder}/package.json`);
  });

  it('does not run as root, and asks whether it lives', () => {
    expect(instructions('USER').map((user) => user.getArgumentsContent())).toEqual(['node']);
    expect(dockerfile.getHEALTHCHECKs()[0].getRawArgumentsContent()).toContain('/health/live');
  });
});

describe('compose.yml', () => {
  it('starts a PostgreSQL, then prepares it, then starts an api and a worker, all of one image', () => {
    expect(postgres.image).toBe('postgres:17');
    expect(postgres.healthcheck.test.join(' ')).toContain('pg_isready');
    for (const service of [prepare, api, worker]) {
      expect(service).toMatchObject({ image: 'diwan', build: { dockerfile: 'docker/api.Dockerfile' } });
    }
    expect(prepare.depends_on.postgres.condition).toBe('service_healthy');
    for (const { depends_on } of [api, worker]) {
      expect(depends_on.prepare.condition).toBe('service_completed_successfully');
    }
  });

  it.each(programs)('starts %s, which is built from a source that exists', (program) => {
    expect(existsSync(resolve(root, program.replace('/dist/bundle/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
  });

  it.each([...new Set(names)])('sets %s, which the application knows', (name) => {
    expect(known).toContain(name);
  });

  it('publishes only ports that the image listens on', () => {
    const exposed = instructions('EXPOSE').flatMap((expose) => expose.getArguments().map((port) => port.getValue()));
    const published = Object.values(compose.services).flatMap(({ ports = [] }) =>
      ports.map((port) => port.split(':').at(-1)),
    );
    expect(published.length).toBeGreaterThan(0);
    for (const port of published) expect(exposed).toContain(port);
  });

  it('names every volume it uses, and keeps no secret', () => {
    const used = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0]),
    );
    expect(new Set(used)).toEqual(new Set(Object.keys(compose.volumes)));
    for (const secret of ['POSTGRES_PASSWORD', 'DIWAN_SECRET_KEY']) {
      expect(JSON.stringify(compose)).toMatch(new RegExp(`\\$\\{${secret}:\\?`));
    }
  });
});
