import { useTranslate } from '../../../i18n/intl.js';
import { Field } from '../../../ui/forms/field.js';
import type { GrantDraft } from './inbox-draft.js';

type GrantFieldsProps = { value: GrantDraft; onChange: (value: GrantDraft) => void };

/** What every server of the inbox with OAuth 2 is signed in to with. */
export function GrantFields({ value, onChange }: GrantFieldsProps) {
  const t = useTranslate();
  const change = (over: Partial<GrantDraft>) => onChange({ ...value, ...over });
  const kept = t('inbox.secret.kept');
  return (
    <fieldset className="flex flex-col gap-3 rounded-card border border-border p-4">
      <legend className="px-1 text-ui font-semibold">{t('inbox.grant')}</legend>
      <p className="text-meta text-muted">{t('inbox.grant.text')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={t('inbox.grant.clientId')}
          name="grant.clientId"
          autoComplete="off"
          code
          isRequired
          value={value.clientId}
          onChange={(clientId) => change({ clientId })}
        />
        <Field
          label={t('inbox.grant.clientSecret')}
          name="grant.clientSecret"
          type="password"
          autoComplete="new-password"
          code
          hint={value.hasClientSecret ? kept : t('inbox.grant.clientSecret.hint')}
          value={value.clientSecret}
          onChange={(clientSecret) => change({ clientSecret })}
        />
        <Field
          label={t('inbox.grant.refreshToken')}
          name="grant.refreshToken"
          type="password"
          autoComplete="new-password"
          code
          isRequired={!value.hasRefreshToken}
          hint={value.hasRefreshToken ? kept : undefined}
          value={value.refreshToken}
          onChange={(refreshToken) => change({ refreshToken })}
        />
        <Field
          label={t('inbox.grant.scope')}
          name="grant.scope"
          code
          value={value.scope}
          onChange={(scope) => change({ scope })}
        />
      </div>
      <Field
        label={t('inbox.grant.tokenEndpoint')}
        name="grant.tokenEndpoint"
        code
        isRequired
        value={value.tokenEndpoint}
        onChange={(tokenEndpoint) => change({ tokenEndpoint })}
      />
    </fieldset>
  );
}
