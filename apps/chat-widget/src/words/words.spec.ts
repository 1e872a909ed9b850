import { describe, expect, it } from '@jest/globals';
import { words as ar } from './ar.js';
import { words as en, type Words } from './en.js';
import { words as fa } from './fa.js';
import { chooseLanguage, createSpeech } from './speech.js';

const others: [string, Words][] = [
  ['ar', ar],
  ['fa', fa],
];
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe('the catalogues', () => {
  it.each(others)('%s has every sentence with the same placeholders', (_, words) => {
    expect(Object.keys(words)).toEqual(Object.keys(en));
    for (const [key, sentence] of Object.entries(en)) {
      const other = words[key as keyof Words];
      if (typeof sentence !== 'string') continue;
      expect([key, placeholders(other as string)]).toEqual([key, placeholders(sentence)]);
      expect(other).not.toMatch(/^\s|\s$|^$/);
    }
    expect(words.scores).toHaveLength(5);
  });

  it.each([...others, ['en', en] as [string, Words]])('%s has a form for every number', (language, words) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    expect(Object.keys(words.position).sort()).toEqual([...pluralCategories].sort());
  });

  it('Persian is written with its own letters', () => {
    expect(JSON.stringify(fa)).not.toMatch(/[يك]/);
  });
});

describe('chooseLanguage', () => {
  it.each([
    [['auto', 'fa-IR', 'en'], 'fa'],
    [['de-DE', 'ar-EG'], 'ar'],
    [['de'], 'en'],
    [[], 'en'],
  ] as const)('of %j is %s', (wishes, language) => {
    expect(chooseLanguage(wishes, 'en')).toBe(language);
  });
});

describe('createSpeech', () => {
  it('isolates names, which may run against the sentence', () => {
    expect(createSpeech('fa', fa, []).say(fa.withAgent, { name: 'Sara' })).toContain('\u2068Sara\u2069');
  });

  it('counts with the digits of the visitor', () => {
    expect(createSpeech('fa', fa, ['fa-IR']).count(fa.position, 3)).toContain('۳');
    expect(createSpeech('en', en, ['en-GB']).count(en.position, 1)).toBe('You are next in line.');
  });

  it('tells the next opening in the calendar of the visitor, weekday first', () => {
    // 5 Azar 1405, a Thursday.
    const at = '2026-11-26T12:00:00Z';
    expect(createSpeech('fa', fa, ['fa-IR']).moment(at)).toMatch(/^پنجشنبه ۵ آذر، ساعت /);
    expect(createSpeech('en', en, ['en-GB']).moment(at)).toMatch(/^Thursday 26 November, /);
  });
});
