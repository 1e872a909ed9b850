// Holds the graph that Nx sees (tags, dependencies and imports of every project) against the layers of the design.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

// From a layer to the layers it may know.
const allowed = {
  domain: [],
  contract: ['domain'],
  adapter: ['domain', 'contract'],
  browser: ['domain', 'contract'],
  server: ['domain', 'contract', 'adapter', 'server'],
};

function readGraph() {
  const folder = mkdtempSync(join(tmpdir(), 'diwan-graph-'));
  const file = join(folder, 'graph.json');
  try {
    const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
    execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'graph', `--file=${file}`], { cwd: root, env });
    return JSON.parse(readFileSync(file, 'utf8')).graph;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// From a scope to the only projects that it may know besides.
const scopes = { widget: ['contracts'] };

function layersOf(node) {
  return node.data.tags.filter((tag) => tag.startsWith('layer:')).map((tag) => tag.slice('layer:'.length));
}

function isAllowed(node, target) {
  const scope = node.data.tags.find((tag) => tag.startsWith('scope:'))?.slice('scope:'.length);
  if (scope !== undefined && !scopes[scope]?.includes(target.name)) return false;
  return allowed[layersOf(node)[0]]?.includes(layersOf(target)[0]);
}

/** One sentence for each dependency that the tables do not allow. */
function findBreaches({ nodes, dependencies }) {
  return Object.entries(dependencies).flatMap(([name, targets]) => {
    const [layer] = layersOf(nodes[name]);
    return targets
      .filter(({ target }) => nodes[target] && !isAllowed(nodes[name], nodes[target]))
      .map(({ target }) => `${name} (${layer}) knows ${target} (${layersOf(nodes[target])[0]})`);
  });
}

describe('the project graph', () => {
  let graph;
  beforeAll(() => {
    graph = readGraph();
  });

  it('gives every project exactly one known layer', () => {
    const nodes = Object.values(graph.nodes);
    expect(nodes.length).toBeGreaterThanOrEqual(7);
    for (const node of nodes) {
      const layers = layersOf(node);
      expect([node.name, layers.length, Object.keys(allowed)]).toEqual([node.name, 1, expect.arrayContaining(layers)]);
    }
  });

  it('follows the layers', () => {
    expect(findBreaches(graph)).toEqual([]);
  });

  it('sees the dependencies that are meant', () => {
    const targets = graph.dependencies.api.map(({ target }) => target);
    expect(targets).toEqual(expect.arrayContaining(['tickets', 'contracts', 'channels', 'migrations']));
  });

  it.each([
    ['tickets', 'contracts', 'tickets (domain) knows contracts (contract)'],
    ['contracts', 'channels', 'contracts (contract) knows channels (adapter)'],
    ['channels', 'api', 'channels (adapter) knows api (server)'],
    ['inbox-ui', 'channels', 'inbox-ui (browser) knows channels (adapter)'],
    ['chat-widget', 'tickets', 'chat-widget (browser) knows tickets (domain)'],
    ['api', 'inbox-ui', 'api (server) knows inbox-ui (browser)'],
  ])('would tell of %s using %s', (source, target, breach) => {
    const dependencies = { ...graph.dependencies, [source]: [{ source, target, type: 'static' }] };
    expect(findBreaches({ nodes: graph.nodes, dependencies })).toEqual([breach]);
  });
});
