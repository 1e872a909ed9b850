import { languages, type Language } from '@diwan/contracts';

const words: Record<Language, string> = { en: 'Visitor', ar: 'زائر', fa: 'بازدیدکننده' };

/** The language that a browser asks for, where it is one of ours. */
export function languageOfLocale(locale: string): Language | null {
  const [primary] = locale.toLowerCase().split(/[-_]/);
  return languages.find((each) => each === primary) ?? null;
}

/** What somebody is called who has not said their name: told apart by the end of their id. */
export function visitorName(locale: string, id: string): string {
  return `${words[languageOfLocale(locale) ?? 'en']} \u2066${id.slice(-4).toUpperCase()}\u2069`;
}

/** Nobody has said this name: it is the one above, in whichever language. */
export function isMadeUp(name: string, id: string): boolean {
  return languages.some((language) => visitorName(language, id) === name);
}
