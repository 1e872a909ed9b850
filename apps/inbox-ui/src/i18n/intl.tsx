import type { Language } from '@diwan/contracts';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { IntlProvider, useIntl } from 'react-intl';
import { createFormat, type Format } from './format.js';
import { applyLanguage, localeTag, rememberLanguage, type Conventions } from './language.js';
import type en from './en.json';

export type MessageId = keyof typeof en;
export type Values = Record<string, string | number | boolean | Date | null | undefined>;
export type Translate = (id: MessageId, values?: Values) => string;

/** Only the language in use is loaded. */
const catalogues: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('./en.json'),
  ar: () => import('./ar.json'),
  fa: () => import('./fa.json'),
};

const FormatContext = createContext<Format | null>(null);
let loaded: { language: Language; messages: Record<string, string> } | null = null;

export async function loadCatalogue(language: Language): Promise<void> {
  loaded = { language, messages: (await catalogues[language]()).default };
}

export function LanguageProvider({ conventions, children }: { conventions: Conventions; children: ReactNode }) {
  const { language, calendar, digits, timeZone } = conventions;
  const [current, setCurrent] = useState(loaded);
  useEffect(() => {
    let stale = false;
    void loadCatalogue(language).then(() => {
      if (stale) return;
      applyLanguage(language);
      rememberLanguage(language);
      setCurrent(loaded);
    });
    return () => {
      stale = true;
    };
  }, [language]);
  const shown = current?.language ?? language;
  const locale = localeTag({ language: shown, calendar, digits, timeZone });
  const format = useMemo(
    () => createFormat({ language: shown, calendar, digits, timeZone }),
    [shown, calendar, digits, timeZone],
  );
  if (!current) return null;
  return (
    <IntlProvider locale={locale} messages={current.messages} timeZone={timeZone} onError={reportMissing}>
      <I18nProvider locale={locale}>
        <FormatContext.Provider value={format}>{children}</FormatContext.Provider>
      </I18nProvider>
    </IntlProvider>
  );
}

function reportMissing(error: Error): void {
  if (import.meta.env.DEV) console.error(error.message);
}

export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat outside of LanguageProvider');
  return format;
}

/** What a language is called in the one of the page; the tag itself where nobody knows it (BCP 47). */
export function useLanguageName(): (tag: string) => string {
  const { locale } = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' });
    return (tag) => {
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    };
  }, [locale]);
}

export function useTranslate(): Translate {
  const intl = useIntl();
  return useMemo(() => (id, values) => intl.formatMessage({ id }, values as Record<string, string>), [intl]);
}

/** Sentence of a code from the API, such as `event.ticket.assigned`; the fallback gets what follows the first dot as `code`. */
export type CodeSentence = (id: string, fallback: MessageId, values?: Values) => string;

export function useCodeSentence(): CodeSentence {
  const intl = useIntl();
  return useMemo(
    () => (id, fallback, values) => {
      const code = id.slice(id.indexOf('.') + 1);
      return intl.formatMessage({ id: id in intl.messages ? id : fallback }, { code, ...values } as Record<
        string,
        string
      >);
    },
    [intl],
  );
}
