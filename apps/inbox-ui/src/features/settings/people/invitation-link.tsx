import type { Invitation } from '@diwan/contracts';
import { useState } from 'react';
import { isolated } from '../../../i18n/digits.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Field } from '../../../ui/forms/field.js';

/** The link is shown this once; whoever holds it chooses the password. */
export function InvitationLink({ invitation }: { invitation: Invitation }) {
  const t = useTranslate();
  const format = useFormat();
  const [copied, setCopied] = useState(false);
  const link = new URL(invitation.path, window.location.origin).href;
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-message text-muted">
        {t('agents.link.text', { name: isolated(invitation.agent.name), time: format.dateTime(invitation.expiresAt) })}
      </p>
      <Field label={t('agents.link')} code isReadOnly value={link} />
      {/* Without permission for the clipboard the link can still be selected by hand. */}
      <Button look="primary" onPress={() => void copy().catch(() => undefined)}>
        {t(copied ? 'action.copied' : 'action.copy')}
      </Button>
    </div>
  );
}
