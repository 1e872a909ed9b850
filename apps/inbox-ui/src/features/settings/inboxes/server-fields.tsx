import { useTranslate } from '../../../i18n/intl.js';
import { Checkbox, Field } from '../../../ui/forms/field.js';
import { Select } from '../../../ui/forms/select.js';
import { auths, securities, usualPorts, type ServerDraft } from './inbox-draft.js';

type ServerFieldsProps = {
  kind: 'imap' | 'smtp';
  value: ServerDraft;
  onChange: (value: ServerDraft) => void;
};

export function ServerFields({ kind, value, onChange }: ServerFieldsProps) {
  const t = useTranslate();
  const change = (over: Partial<ServerDraft>) => onChange({ ...value, ...over });
  return (
    <fieldset className="flex flex-col gap-3 rounded-card border border-border p-4">
      <legend className="px-1 text-ui font-semibold">{t(`inbox.${kind}`)}</legend>
      <Checkbox isSelected={value.used} onChange={(used) => change({ used })}>
        {t(`inbox.${kind}.use`)}
      </Checkbox>
      {value.used ? (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field
            label={t('inbox.host')}
            name={`${kind}.host`}
            code
            isRequired
            value={value.host}
            onChange={(host) => change({ host })}
          />
          <div className="grid grid-cols-2 gap-3">
            <Select
              label={t('inbox.security')}
              value={value.security}
              options={securities.map((id) => ({ id, label: t(`security.${id}`) }))}
              onChange={(security) => change({ security, port: usualPorts[kind][security] })}
            />
            <Field
              label={t('inbox.port')}
              name={`${kind}.port`}
              inputMode="numeric"
              code
              isRequired
              value={value.port}
              onChange={(port) => change({ port })}
            />
          </div>
          <Select
            label={t('inbox.auth')}
            value={value.auth}
            options={auths.map((id) => ({ id, label: t(`auth.${id}`) }))}
            onChange={(auth) => change({ auth })}
          />
          {value.auth === 'none' ? null : (
            <>
              <Field
                label={t('inbox.user')}
                name={`${kind}.user`}
                autoComplete="off"
                code
                hint={t('inbox.user.hint')}
                value={value.user}
                onChange={(user) => change({ user })}
              />
              {value.auth === 'xoauth2' ? null : (
                <Field
                  label={t('field.password')}
                  name={`${kind}.secret`}
                  type="password"
                  autoComplete="new-password"
                  code
                  hint={value.hasSecret ? t('inbox.secret.kept') : undefined}
                  value={value.secret}
                  onChange={(secret) => change({ secret })}
                />
              )}
            </>
          )}
          {kind === 'imap' ? (
            <Field
              label={t('inbox.folder')}
              name="imap.folder"
              code
              value={value.folder}
              onChange={(folder) => change({ folder })}
            />
          ) : null}
        </div>
      ) : null}
    </fieldset>
  );
}
