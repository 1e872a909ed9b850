import type { Language, OutOfHoursTexts, SavedOutOfHoursTexts } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { outOfHoursTextsQuery, usePreviewOutOfHours, useSaveOutOfHoursTexts } from '../../api/configuration.js';
import { useMay } from '../../api/session.js';
import { isolated } from '../../i18n/digits.js';
import { useTranslate } from '../../i18n/intl.js';
import { languages, ownNames } from '../../i18n/language.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/forms/field.js';
import { useFieldErrors } from '../../ui/forms/form-errors.js';
import { SaveError, useReload } from '../../ui/forms/save-error.js';
import { QueryState } from '../../ui/states.js';
import { showToast } from '../../ui/toasts.js';
import { SettingsPage } from './settings-layout.js';

export function OutOfHoursPage() {
  const t = useTranslate();
  const query = useQuery(outOfHoursTextsQuery);
  const [round, reload] = useReload(query);
  return (
    <SettingsPage title={t('settings.outOfHours')} text={t('outOfHours.text')} permission="organisation.read">
      <QueryState query={query} rows={6} />
      {query.data ? <TextsForm key={round} saved={query.data} onLoadNewer={reload} /> : null}
    </SettingsPage>
  );
}

type Typed = Record<Language, string>;

/** What was left as Diwan has it, or emptied, stays Diwan's: it gets better with the next version. */
function requestOf(typed: Typed, { builtIn }: SavedOutOfHoursTexts): OutOfHoursTexts {
  const own = (language: Language): string | null => {
    const text = typed[language].trim();
    return text === '' || text === builtIn[language] ? null : text;
  };
  return { en: own('en'), ar: own('ar'), fa: own('fa') };
}

function TextsForm({ saved, onLoadNewer }: { saved: SavedOutOfHoursTexts; onLoadNewer: () => void }) {
  const t = useTranslate();
  const isDisabled = !useMay('organisation.manage');
  const save = useSaveOutOfHoursTexts();
  const preview = usePreviewOutOfHours();
  const fieldErrors = useFieldErrors(save.error ?? preview.error);
  const { texts, builtIn } = saved;
  const [seen, setSeen] = useState(texts);
  const [typed, setTyped] = useState<Typed>({
    en: texts.en ?? builtIn.en,
    ar: texts.ar ?? builtIn.ar,
    fa: texts.fa ?? builtIn.fa,
  });
  const names = { opening: isolated('{opening}'), number: isolated('{number}') };
  return (
    <Form
      className="flex max-w-[680px] flex-col gap-5"
      validationErrors={fieldErrors}
      onSubmit={(event) => {
        event.preventDefault();
        const onSuccess = (stored: SavedOutOfHoursTexts) => {
          setSeen(stored.texts);
          showToast({ text: t('state.saved'), milliseconds: 3000 });
        };
        save.mutate({ ...requestOf(typed, saved), expected: seen }, { onSuccess });
      }}
    >
      <p className="text-ui text-muted">{t('outOfHours.placeholders', names)}</p>
      {languages.map((language) => (
        <div key={language} className="flex flex-col gap-2">
          <Field
            label={ownNames[language]}
            name={language}
            rows={6}
            isDisabled={isDisabled}
            value={typed[language]}
            onChange={(text) => {
              preview.reset();
              setTyped((old) => ({ ...old, [language]: text }));
            }}
          />
          {preview.data ? <Sample language={language} {...preview.data[language]} /> : null}
        </div>
      ))}
      <SaveError error={save.error ?? preview.error} onLoadNewer={onLoadNewer} />
      <div className="flex flex-wrap gap-2">
        <Button isPending={preview.isPending} onPress={() => preview.mutate(requestOf(typed, saved))}>
          {t('outOfHours.preview')}
        </Button>
        {isDisabled ? null : (
          <Button type="submit" look="primary" isPending={save.isPending}>
            {t('action.save')}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** The mail as a contact would get it. */
function Sample({ language, subject, text }: { language: Language; subject: string; text: string }) {
  return (
    <div
      role="status"
      lang={language}
      className="flex flex-col gap-1 rounded-card border border-border bg-sunken p-3 text-ui"
    >
      <p dir="auto" className="font-medium">
        {subject}
      </p>
      <p dir="auto" className="whitespace-pre-line">
        {text}
      </p>
    </div>
  );
}
