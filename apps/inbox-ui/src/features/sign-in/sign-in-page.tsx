import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useNavigate, useSearchParams } from 'react-router';
import { useSignIn } from '../../api/session.js';
import { useTranslate } from '../../i18n/intl.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/forms/field.js';
import { FormError } from '../../ui/forms/form-errors.js';
import { CardPage } from './card-page.js';

export function SignInPage() {
  const t = useTranslate();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn();
  const submit = () =>
    signIn.mutate(
      { email: email.trim(), password },
      { onSuccess: () => void navigate(safeTarget(params.get('to')), { replace: true }) }, // navigation reports its own errors
    );
  return (
    <CardPage title={t('signIn.title')}>
      <Form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label={t('field.email')}
          name="email"
          type="email"
          autoComplete="username"
          code
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
        />
        <Field
          label={t('field.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          code
          isRequired
          value={password}
          onChange={setPassword}
        />
        <FormError error={signIn.error} />
        <Button type="submit" look="primary" isPending={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
    </CardPage>
  );
}

/** Only a path of our own: "//elsewhere" and "https:" would lead away. */
function safeTarget(to: string | null): string {
  return to && /^\/(?![/\\])/.test(to) ? to : '/inbox/mine';
}
