import { describe, expect, it } from '@jest/globals';
import { createIntl } from 'react-intl';
import ar from './ar.json';
import en from './en.json';
import fa from './fa.json';

type Catalogue = Record<string, string>;
type Element = ReturnType<ReturnType<typeof astOf>['slice']>[number];

const catalogues: [string, Catalogue][] = [
  ['en', en],
  ['ar', ar],
  ['fa', fa],
];
const arabicForms = ['zero', 'one', 'two', 'few', 'many', 'other'];

function astOf(locale: string, message: string) {
  const { formatters } = createIntl({ locale, messages: {} });
  return formatters.getMessageFormat(message, locale).getAst();
}

function elements(ast: Element[]): Element[] {
  return ast.flatMap((element) => [
    element,
    ...('options' in element ? Object.values(element.options).flatMap(({ value }) => elements(value)) : []),
  ]);
}

/** Names of what is filled in; element type 0 is text and 7 is the # of a plural. */
function placeholders(locale: string, message: string): string[] {
  const names = elements(astOf(locale, message)).flatMap((element) =>
    element.type === 0 || element.type === 7 || !('value' in element) ? [] : String(element.value),
  );
  return [...new Set(names)].toSorted();
}

function pluralForms(locale: string, message: string): string[][] {
  return elements(astOf(locale, message)).flatMap((element) =>
    'pluralType' in element ? [Object.keys(element.options)] : [],
  );
}

describe.each(catalogues)('catalogue %s', (locale, catalogue) => {
  it('has the keys of the English one, no more and no fewer', () => {
    expect(Object.keys(catalogue)).toEqual(Object.keys(en));
  });

  const faults = (isFaulty: (message: string, key: string) => boolean) =>
    Object.entries(catalogue).filter(([key, message]) => isFaulty(message, key));

  it('has no empty sentence and no stray space', () => {
    expect(faults((message) => message === '' || message !== message.trim() || message.includes('  '))).toEqual([]);
  });

  it('leaves bidi controls to the names that are filled in', () => {
    expect(faults((message) => /[\u2066-\u2069\u200e\u200f]/.test(message))).toEqual([]);
  });

  it('fills in the same things as the English one', () => {
    const wanted = (key: string) => placeholders('en', (en as Catalogue)[key] ?? '');
    expect(faults((message, key) => placeholders(locale, message).join() !== wanted(key).join())).toEqual([]);
  });
});

describe('plurals', () => {
  const arabic = Object.entries(ar).filter(([, message]) => message.includes('plural'));

  it.each(arabic)('Arabic %s has all six forms', (_, message) => {
    const forms = pluralForms('ar', message);
    expect(forms.length).toBeGreaterThan(0);
    for (const each of forms) expect(each).toEqual(arabicForms);
  });
});

describe('script', () => {
  it.each([
    ['Persian', 'Arabic yeh or kaf', fa, /[يك]/],
    ['Arabic', 'Persian letters', ar, /[یکپچژگ]/],
  ] as const)('%s has no %s', (_, __, catalogue, foreign) => {
    expect(Object.entries(catalogue).filter(([, message]) => foreign.test(message))).toEqual([]);
  });
});
