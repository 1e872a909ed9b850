import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import stylelint from 'stylelint';
import { findPhysicalDirections } from './physical-directions.mjs';

const root = resolve(import.meta.dirname, '../..');
const sources = resolve(root, 'apps/inbox-ui/src');
const screens = ['apps/inbox-ui/src', 'apps/chat-widget/src'];
const listSources = (folder) =>
  readdirSync(resolve(root, folder), { recursive: true })
    .filter((path) => /\.tsx?$/.test(path) && !/\.spec\.tsx?$/.test(path))
    .map((path) => join(folder, path));

describe('findPhysicalDirections', () => {
  it.each([
    ['className="ml-2 flex"', 'ml-2'],
    ['className="md:pr-4"', 'md:pr-4'],
    ['className="-ml-1"', '-ml-1'],
    ['className={`absolute ${x} left-0`}', 'left-0'],
    ['className="right-[3px]"', 'right-[3px]'],
    ['className="text-left"', 'text-left'],
    ['className="hover:text-right"', 'hover:text-right'],
    ['className="rounded-l-md"', 'rounded-l-md'],
    ['className="rounded-tr"', 'rounded-tr'],
    ['className="border-l"', 'border-l'],
    ['className="border-r-2"', 'border-r-2'],
    ['className="float-right"', 'float-right'],
    [`cn('pl-3', wide && "mr-auto")`, 'pl-3'],
    ['<i style={{ marginLeft: 4 }} />', 'marginLeft:'],
    [`<i style={{ textAlign: 'left' }} />`, `textAlign: 'left'`],
    ['<i style={{ top: 0, left: x }} />', 'style={{ top: 0, left:'],
  ])('finds what runs the wrong way in %s', (source, expected) => {
    expect(findPhysicalDirections(source)).toContain(expected);
  });

  it.each([
    'className="ms-2 pe-4 start-0 end-0 text-start rounded-s-md border-e"',
    'className="rtl:-scale-x-100 html-left-alone"',
    '// ml-2 would be wrong here',
    '/* className="ml-2" */',
    `case 'ArrowLeft': return 'left'`,
    `import { ArrowRight } from 'lucide-react'; import x from './right-pane.js';`,
    '<i style={{ marginInlineStart: 4 }} />',
    `const rect = { left: 0, right: 4 }`,
    `'html', 'mr', 'pl'`,
  ])('leaves %s alone', (source) => {
    expect(findPhysicalDirections(source)).toEqual([]);
  });
});

describe('the screens', () => {
  it.each(screens.flatMap(listSources))('name no left and right in %s', (path) => {
    expect(findPhysicalDirections(readFileSync(join(root, path), 'utf8'))).toEqual([]);
  });
});

describe('stylelint', () => {
  async function warningsOf(code) {
    const { results } = await stylelint.lint({ code, codeFilename: join(sources, 'canary.css'), cwd: root });
    return results.flatMap((result) => result.warnings.map((warning) => warning.rule));
  }

  it.each([
    'margin-left: 1px',
    'padding-right: 1px',
    'left: 0',
    'text-align: right',
    'border-left: 1px solid',
    'float: left',
  ])('stops at %s', async (declaration) => {
    expect(await warningsOf(`a {\n  ${declaration};\n}\n`)).not.toEqual([]);
  });

  it('lets logical properties and Tailwind pass', async () => {
    const css = `@import 'tailwindcss';\n\n@theme {\n  --color-ink: #111;\n}\n\n.a {\n  margin-inline-start: 1px;\n  text-align: start;\n}\n`;
    expect(await warningsOf(css)).toEqual([]);
  });
});
