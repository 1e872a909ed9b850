import { expect, it } from '@jest/globals';
import { policyFor, snippetFor } from './snippet.js';

type Page = { DiwanSettings?: unknown; Diwan?: ((...call: unknown[]) => void) & { q?: ArrayLike<unknown>[] } };

/** Runs it as a page would, and answers what it has left there. */
function pasted(snippet: string) {
  const page: Page = {};
  const added: { src?: string; async?: unknown }[] = [];
  const document = { createElement: () => ({}), head: { appendChild: (script: object) => added.push(script) } };
  // oxlint-disable-next-line typescript/no-implied-eval -- this is what a page does with it
  new Function('window', 'document', snippet.replaceAll(/<\/?script>/g, ''))(page, document);
  return { page, added };
}

it('loads the widget with its key, and keeps calls that come before it', () => {
  const { page, added } = pasted(snippetFor('https://support.example:8443', 'pub_abc'));
  expect(page.DiwanSettings).toEqual({ key: 'pub_abc' });
  expect(added).toMatchObject([{ src: 'https://support.example:8443/widget.js', async: 1 }]);
  page.Diwan?.('open');
  expect([...(page.Diwan?.q ?? [])].map((call) => Array.from(call))).toEqual([['open']]);
});

it('wants nothing of a strict page but this host', () => {
  expect(policyFor('https://support.example').split('\n')).toEqual([
    'script-src https://support.example;',
    'frame-src https://support.example;',
  ]);
});
