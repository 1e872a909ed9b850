import type { Language, Organisation } from '@diwan/contracts';

/** Values of the contracts, repeated so that no validation library is loaded with the first screen. */
export const languages = ['en', 'ar', 'fa'] as const satisfies readonly Language[];

/** What formatting depends on: settings, never defaults of a locale. */
export type Conventions = Pick<Organisation, 'calendar' | 'digits' | 'timeZone'> & { language: Language };

export const ownNames: Record<Language, string> = { en: 'English', ar: 'العربية', fa: 'فارسی' };

export function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' || language === 'fa' ? 'rtl' : 'ltr';
}

/** BCP 47 tag with calendar and digits spelled out. English keeps Latin digits: Persian digits in an English line read as a fault. */
export function localeTag({ language, calendar, digits }: Conventions): string {
  const region = { en: 'en-GB', ar: 'ar', fa: 'fa-IR' }[language];
  return `${region}-u-ca-${calendar}-nu-${language === 'en' ? 'latn' : digits}`;
}

const key = 'diwan.language';

export function rememberedLanguage(): Language {
  const wanted = stored() ?? navigator.language.slice(0, 2);
  return languages.find((language) => language === wanted) ?? 'en';
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // storage blocked: the next visit guesses from the browser again
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** `lang` and `dir` always change together. */
export function applyLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
