import type { Language, Preferences } from '@diwan/contracts';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useEndSession, useSession, useSessions, useUpdateMe } from '../../api/session.js';
import { useFormat, useTranslate } from '../../i18n/intl.js';
import { languages, ownNames } from '../../i18n/language.js';
import { Bdi } from '../../ui/bdi.js';
import { Button } from '../../ui/button.js';
import { Checkbox, Field } from '../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../ui/forms/form-errors.js';
import { Select } from '../../ui/forms/select.js';
import { Loading } from '../../ui/states.js';
import { showToast } from '../../ui/toasts.js';
import { useNow } from '../../ui/use-now.js';
import { SettingsPage } from './settings-layout.js';

const themes = ['system', 'light', 'dark'] as const satisfies readonly Preferences['theme'][];
const undoSeconds = [0, 5, 10, 20, 30] as const satisfies readonly Preferences['undoSendSeconds'][];
const asOrganisation = 'organisation';

export function ProfilePage() {
  const t = useTranslate();
  const { agent } = useSession();
  const update = useUpdateMe();
  const fieldErrors = useFieldErrors(update.error);
  const [name, setName] = useState(agent.name);
  const [preferences, setPreferences] = useState<Preferences>(agent.preferences);
  const change = (over: Partial<Preferences>) => setPreferences((old) => ({ ...old, ...over }));
  return (
    <SettingsPage title={t('settings.profile')}>
      <Form
        className="flex max-w-[680px] flex-col gap-4"
        validationErrors={fieldErrors}
        onSubmit={(event) => {
          event.preventDefault();
          update.mutate(
            { name, preferences },
            { onSuccess: () => showToast({ text: t('state.saved'), milliseconds: 3000 }) },
          );
        }}
      >
        <Field label={t('field.name')} name="name" isRequired value={name} onChange={setName} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select<Language | typeof asOrganisation>
            label={t('language.label')}
            value={preferences.language ?? asOrganisation}
            options={[
              { id: asOrganisation, label: t('profile.asOrganisation') },
              ...languages.map((id) => ({ id, label: ownNames[id] })),
            ]}
            onChange={(language) => change({ language: language === asOrganisation ? null : language })}
          />
          <Select
            label={t('profile.theme')}
            value={preferences.theme}
            options={themes.map((id) => ({ id, label: t(`theme.${id}`) }))}
            onChange={(theme) => change({ theme })}
          />
          <Select
            label={t('profile.undoSend')}
            value={String(preferences.undoSendSeconds)}
            options={undoSeconds.map((seconds) => ({
              id: String(seconds),
              label: seconds === 0 ? t('profile.undoSend.off') : t('profile.undoSend.seconds', { seconds }),
            }))}
            onChange={(id) => change({ undoSendSeconds: undoSeconds.find((seconds) => String(seconds) === id) ?? 10 })}
          />
        </div>
        <Field
          label={t('profile.signature')}
          name="preferences.signature"
          rows={4}
          maxLength={2000}
          value={preferences.signature}
          onChange={(signature) => change({ signature })}
        />
        <Checkbox isSelected={preferences.shortcuts} onChange={(shortcuts) => change({ shortcuts })}>
          {t('profile.shortcuts')}
        </Checkbox>
        <FormError error={update.error} />
        <div>
          <Button type="submit" look="primary" isPending={update.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </Form>
      <Sessions />
    </SettingsPage>
  );
}

function Sessions() {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const { data: sessions } = useSessions();
  const end = useEndSession();
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-title font-semibold">{t('profile.sessions')}</h3>
      {sessions ? null : <Loading rows={2} />}
      <ul className="flex flex-col gap-2">
        {sessions?.map((session) => (
          <li key={session.id} className="flex items-center gap-3 rounded-card border border-border p-3">
            <div className="min-w-0 grow">
              <p className="truncate text-ui">
                <Bdi kind="code">{session.userAgent}</Bdi>
              </p>
              <p className="text-meta text-muted">
                <Bdi kind="code">{session.address}</Bdi> · {format.relative(session.lastSeenAt, now)}
              </p>
            </div>
            {session.current ? (
              <span className="text-meta text-ok">{t('profile.thisSession')}</span>
            ) : (
              <Button size="small" onPress={() => end.mutate(session.id)}>
                {t('profile.endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
