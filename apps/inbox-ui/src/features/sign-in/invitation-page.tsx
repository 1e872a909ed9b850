import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useNavigate, useParams } from 'react-router';
import { useAcceptInvitation, useInvitation } from '../../api/session.js';
import { isolated } from '../../i18n/digits.js';
import { useTranslate } from '../../i18n/intl.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../ui/forms/form-errors.js';
import { Failure, Loading } from '../../ui/states.js';
import { CardPage } from './card-page.js';
import { minimumPassword } from './minimum-password.js';

export function InvitationPage() {
  const t = useTranslate();
  const navigate = useNavigate();
  const { token = '' } = useParams();
  const invitation = useInvitation(token);
  const accept = useAcceptInvitation(token);
  const fieldErrors = useFieldErrors(accept.error);
  const [password, setPassword] = useState('');
  if (invitation.error) {
    return (
      <CardPage title={t('invitation.title')}>
        <Failure error={invitation.error} />
      </CardPage>
    );
  }
  if (!invitation.data) return <Loading rows={2} />;
  const { name, email, organisationName } = invitation.data;
  return (
    <CardPage
      title={t('invitation.welcome', { name: isolated(name) })}
      text={t('invitation.text', { organisation: isolated(organisationName) })}
    >
      <Form
        className="flex flex-col gap-4"
        validationErrors={fieldErrors}
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate(password, { onSuccess: () => void navigate('/inbox/mine', { replace: true }) }); // navigation reports its own errors
        }}
      >
        <Field label={t('field.email')} type="email" autoComplete="username" code isReadOnly value={email} />
        <Field
          label={t('invitation.password')}
          name="password"
          type="password"
          autoComplete="new-password"
          code
          isRequired
          autoFocus
          minLength={minimumPassword}
          hint={t('invalid.passwordShort', { count: minimumPassword })}
          value={password}
          onChange={setPassword}
        />
        <FormError error={accept.error} />
        <Button type="submit" look="primary" isPending={accept.isPending}>
          {t('invitation.accept')}
        </Button>
      </Form>
    </CardPage>
  );
}
