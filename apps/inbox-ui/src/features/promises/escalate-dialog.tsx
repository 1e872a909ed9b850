import type { TicketDetails } from '@diwan/contracts';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useEscalate } from '../../api/promises.js';
import { useTranslate } from '../../i18n/intl.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Field } from '../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../ui/forms/form-errors.js';
import { showToast } from '../../ui/toasts.js';

/** An agent asks for help, on purpose and with a reason. */
export function EscalateDialog({ ticket, onClose }: { ticket: TicketDetails; onClose: () => void }) {
  const t = useTranslate();
  const escalate = useEscalate(ticket.number);
  const [reason, setReason] = useState('');
  return (
    <Dialog title={t('escalation.title')} isOpen onClose={onClose}>
      <Form
        className="flex flex-col gap-4"
        validationErrors={useFieldErrors(escalate.error)}
        onSubmit={(event) => {
          event.preventDefault();
          const onSuccess = () => {
            showToast({ text: t('escalation.done'), milliseconds: 3000 });
            onClose();
          };
          escalate.mutate({ version: ticket.version, reason }, { onSuccess });
        }}
      >
        <Field
          label={t('escalation.reason')}
          hint={t('escalation.reason.hint')}
          name="reason"
          isRequired
          autoFocus
          maxLength={500}
          rows={3}
          value={reason}
          onChange={setReason}
        />
        <FormError error={escalate.error} />
        <div className="flex justify-end">
          <Button type="submit" look="primary" isPending={escalate.isPending}>
            {t('escalation.submit')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
