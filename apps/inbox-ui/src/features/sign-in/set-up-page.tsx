import type { Language, SetUp } from '@diwan/contracts';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useIntl } from 'react-intl';
import { useNavigate } from 'react-router';
import { useChooseLanguage } from '../../app.js';
import { useSetUp } from '../../api/session.js';
import { useTranslate } from '../../i18n/intl.js';
import { languages, ownNames } from '../../i18n/language.js';
import { Button } from '../../ui/button.js';
import { ConventionsFields } from '../../ui/forms/conventions-fields.js';
import { Field } from '../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../ui/forms/form-errors.js';
import { Select } from '../../ui/forms/select.js';
import { CardPage } from './card-page.js';
import { countries, countryDefaults, guessCountry, type Country } from './countries.js';
import { minimumPassword } from './minimum-password.js';

/** First run, in two steps: the organisation, then its owner. The first mailbox follows on a page of its own. */
export function SetUpPage() {
  const t = useTranslate();
  const navigate = useNavigate();
  const choose = useChooseLanguage();
  const intl = useIntl();
  const language = intl.locale.slice(0, 2) as Language;
  const setUp = useSetUp();
  const fieldErrors = useFieldErrors(setUp.error);
  const [step, setStep] = useState<1 | 2>(1);
  const [country, setCountry] = useState<Country>(() =>
    guessCountry(Intl.DateTimeFormat().resolvedOptions().timeZone, language),
  );
  const [organisation, setOrganisation] = useState(() => ({ name: '', ...countryDefaults(country) }));
  const [owner, setOwner] = useState<SetUp['owner']>({ name: '', email: '', password: '' });
  const regionNames = new Intl.DisplayNames(intl.locale, { type: 'region' });

  const submit = () => {
    if (step === 1) {
      setStep(2);
      return;
    }
    setUp.mutate(
      { organisation: { ...organisation, language }, owner: { ...owner, email: owner.email.trim() } },
      { onSuccess: () => void navigate('/setup/mailbox', { replace: true }) }, // navigation reports its own errors
    );
  };
  return (
    <CardPage title={t('setUp.title')} text={t(step === 1 ? 'setUp.step1' : 'setUp.step2', { step, steps: 3 })} wide>
      <Form
        className="flex flex-col gap-4"
        validationErrors={fieldErrors}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {step === 1 ? (
          <>
            <Field
              label={t('organisation.name')}
              name="organisation.name"
              isRequired
              autoFocus
              value={organisation.name}
              onChange={(name) => setOrganisation({ ...organisation, name })}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <Select
                label={t('language.label')}
                value={language}
                options={languages.map((id) => ({ id, label: ownNames[id] }))}
                onChange={choose}
              />
              <Select
                label={t('setUp.country')}
                hint={t('setUp.country.hint')}
                value={country}
                options={countries.map((id) => ({ id, label: regionNames.of(id) ?? id }))}
                onChange={(next) => {
                  setCountry(next);
                  setOrganisation({ ...organisation, ...countryDefaults(next) });
                }}
              />
            </div>
            <ConventionsFields
              value={organisation}
              onChange={(change) => setOrganisation({ ...organisation, ...change })}
            />
            <Button type="submit" look="primary">
              {t('setUp.next')}
            </Button>
          </>
        ) : (
          <>
            <Field
              label={t('setUp.ownerName')}
              name="owner.name"
              autoComplete="name"
              isRequired
              autoFocus
              value={owner.name}
              onChange={(name) => setOwner({ ...owner, name })}
            />
            <Field
              label={t('field.email')}
              name="owner.email"
              type="email"
              autoComplete="username"
              code
              isRequired
              value={owner.email}
              onChange={(email) => setOwner({ ...owner, email })}
            />
            <Field
              label={t('field.password')}
              name="owner.password"
              type="password"
              autoComplete="new-password"
              code
              isRequired
              minLength={minimumPassword}
              hint={t('invalid.passwordShort', { count: minimumPassword })}
              value={owner.password}
              onChange={(password) => setOwner({ ...owner, password })}
            />
            <FormError error={setUp.error} />
            <div className="flex justify-between gap-2">
              <Button onPress={() => setStep(1)}>{t('setUp.back')}</Button>
              <Button type="submit" look="primary" isPending={setUp.isPending}>
                {t('setUp.create')}
              </Button>
            </div>
          </>
        )}
      </Form>
    </CardPage>
  );
}
