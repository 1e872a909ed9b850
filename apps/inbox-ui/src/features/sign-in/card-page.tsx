import type { Language } from '@diwan/contracts';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { useChooseLanguage } from '../../app.js';
import { useTranslate } from '../../i18n/intl.js';
import { languages, ownNames } from '../../i18n/language.js';

/** The quiet page around sign-in, set-up and invitations; the language can be changed before anything is known. */
export function CardPage({
  title,
  text,
  wide,
  children,
}: {
  title: string;
  text?: string;
  wide?: boolean;
  children: ReactNode;
}) {
  const t = useTranslate();
  return (
    <div className="flex min-h-dvh flex-col items-center gap-6 bg-subtle px-4 py-10">
      <p className="flex items-center gap-2.5 text-page font-semibold">
        <img src="/favicon.svg" alt="" className="size-8" />
        {t('app.name')}
      </p>
      <main
        className={`flex w-full flex-col gap-5 rounded-card border border-border bg-bg p-6 ${wide ? 'max-w-[680px]' : 'max-w-[400px]'}`}
      >
        <div className="flex flex-col gap-1">
          <h1 className="text-page font-semibold">{title}</h1>
          {text ? <p className="text-message text-muted">{text}</p> : null}
        </div>
        {children}
      </main>
      <LanguageChoice />
    </div>
  );
}

function LanguageChoice() {
  const choose = useChooseLanguage();
  const t = useTranslate();
  const current = useIntl().locale.slice(0, 2) as Language;
  return (
    <div role="group" aria-label={t('language.label')} className="flex gap-1">
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => choose(language)}
          className="min-h-8 rounded-control px-3 text-ui text-muted hover:bg-sunken aria-pressed:font-medium aria-pressed:text-accent"
        >
          {ownNames[language]}
        </button>
      ))}
    </div>
  );
}
