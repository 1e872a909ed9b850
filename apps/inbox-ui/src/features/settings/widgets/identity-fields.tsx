import { useTranslate } from '../../../i18n/intl.js';
import { Field } from '../../../ui/forms/field.js';
import { Select } from '../../../ui/forms/select.js';
import { identityMethods, type WidgetDraft } from './widget-draft.js';

type IdentityFieldsProps = { draft: WidgetDraft; onChange: (over: Partial<WidgetDraft>) => void };

/** How the server of a page proves who is signed in there (JWT, RFC 7519). */
export function IdentityFields({ draft, onChange }: IdentityFieldsProps) {
  const t = useTranslate();
  const { identityMethod, identityKey, hasIdentityKey } = draft;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t('widget.identity')}
        hint={t('widget.identity.hint')}
        value={identityMethod}
        options={identityMethods.map((id) => ({ id, label: t(`widget.identity.${id}`) }))}
        onChange={(method) => onChange({ identityMethod: method, hasIdentityKey: false })}
      />
      {identityMethod === 'none' ? null : (
        <Field
          label={t(`widget.identityKey.${identityMethod}`)}
          name="identityKey"
          hint={t(hasIdentityKey ? 'widget.identityKey.kept' : 'widget.identityKey.hint')}
          rows={3}
          code
          isRequired={!hasIdentityKey}
          value={identityKey}
          onChange={(key) => onChange({ identityKey: key })}
        />
      )}
    </div>
  );
}
