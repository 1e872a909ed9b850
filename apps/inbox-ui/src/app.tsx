import type { Language } from '@diwan/contracts';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { useKnownSession } from './api/session.js';
import { LanguageProvider } from './i18n/intl.js';
import { rememberedLanguage, type Conventions } from './i18n/language.js';
import { router } from './routes.js';
import { Toasts } from './ui/toasts.js';
import { applyTheme } from './ui/theme.js';
import { dispatcher } from './keyboard/use-shortcut.js';

const ChooseLanguage = createContext<(language: Language) => void>(() => undefined);

/** For the pages before sign-in, where no preference is stored yet. */
export function useChooseLanguage() {
  return useContext(ChooseLanguage);
}

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const guesses: Record<Language, Pick<Conventions, 'calendar' | 'digits'>> = {
  en: { calendar: 'gregory', digits: 'latn' },
  ar: { calendar: 'gregory', digits: 'arab' },
  fa: { calendar: 'persian', digits: 'arabext' },
};

export function App() {
  const session = useKnownSession();
  const [chosen, setChosen] = useState<Language>(rememberedLanguage);
  const language = session ? (session.agent.preferences.language ?? session.organisation.language) : chosen;
  const conventions = useMemo(
    () =>
      session
        ? {
            language,
            calendar: session.organisation.calendar,
            digits: session.organisation.digits,
            timeZone: session.organisation.timeZone,
          }
        : { language, ...guesses[language], timeZone },
    [session, language],
  );
  const theme = session?.agent.preferences.theme;
  const shortcuts = session?.agent.preferences.shortcuts ?? true;
  useEffect(() => {
    if (!theme) return;
    applyTheme(theme);
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => applyTheme(theme);
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, [theme]);
  useEffect(() => dispatcher.setEnabled(shortcuts), [shortcuts]);
  return (
    <ChooseLanguage.Provider value={setChosen}>
      <LanguageProvider conventions={conventions}>
        <RouterProvider router={router} />
        <Toasts />
      </LanguageProvider>
    </ChooseLanguage.Provider>
  );
}
