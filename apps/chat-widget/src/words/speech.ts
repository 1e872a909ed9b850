/** Words, numbers and times in the visitor's language, without a library: one small catalogue is loaded, the rest is Intl. */
import type { Language } from '@diwan/contracts';
import type { Direction } from '../direction.js';
import type { Plural, Words } from './en.js';

export type Speech = {
  language: Language;
  direction: Direction;
  words: Words;
  say: (sentence: string, values: Record<string, string | number>) => string;
  count: (forms: Plural, n: number) => string;
  time: (at: string) => string;
  /** A day and a time that may be some days away. */
  moment: (at: string) => string;
  bytes: (size: number) => string;
};

const catalogues: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import('./en.js'),
  ar: () => import('./ar.js'),
  fa: () => import('./fa.js'),
};

/** The first of the wished languages that we speak. */
export function chooseLanguage(wishes: readonly string[], otherwise: Language): Language {
  const known = wishes.map((wish) => wish.toLowerCase().split('-')[0]);
  return known.find((name): name is Language => name !== undefined && name in catalogues) ?? otherwise;
}

/** @param wishes locales of the visitor: their region decides on digits and calendar */
export async function loadSpeech(language: Language, wishes: readonly string[]): Promise<Speech> {
  const { words } = await catalogues[language]();
  return createSpeech(language, words, wishes);
}

export function createSpeech(language: Language, words: Words, wishes: readonly string[]): Speech {
  // A page says `ar`; what digits and calendar that means, the browser knows: `ar-EG`.
  const locale = wishes.find((wish) => wish.toLowerCase().startsWith(`${language}-`)) ?? language;
  const numbers = new Intl.NumberFormat(locale);
  const plural = new Intl.PluralRules(language);
  const hour = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const say: Speech['say'] = (sentence, values) =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'number' ? numbers.format(value) : isolated(value);
    });
  return {
    language,
    direction: language === 'en' ? 'ltr' : 'rtl',
    words,
    say,
    count: (forms, n) => say(forms[plural.select(n)] ?? forms.other, { n }),
    time: (at) => hour.format(new Date(at)),
    moment: (at) => momentIn(locale, new Date(at), hour),
    bytes: (size) => formatBytes(locale, size),
  };
}

/** A name may run against the sentence around it. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Built from its parts: the order of Persian dates with a weekday is wrong in CLDR 48. */
function momentIn(locale: string, at: Date, hour: Intl.DateTimeFormat): string {
  const date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  if (!locale.startsWith('fa'))
    return `${date.format(at)}, ${hour.format(at)}`.replace(',', locale.startsWith('ar') ? '،' : ',');
  const parts = new Map(date.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.get('weekday')} ${parts.get('day')} ${parts.get('month')}، ساعت ${hour.format(at)}`;
}

function formatBytes(locale: string, size: number): string {
  const [unit, value] =
    size < 1_000_000 ? (['kilobyte', size / 1_000] as const) : (['megabyte', size / 1_000_000] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
