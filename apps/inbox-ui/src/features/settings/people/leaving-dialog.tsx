import type { Agent } from '@diwan/contracts';
import { Link } from 'react-router';
import { useUpdateAgent } from '../../../api/configuration.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { FormError } from '../../../ui/forms/form-errors.js';

type LeavingDialogProps = { agent: Agent; count: number; onClose: () => void };

/** Nobody is left with tickets that nobody sees: whoever deactivates an agent says where theirs go. */
export function LeavingDialog({ agent, count, onClose }: LeavingDialogProps) {
  const t = useTranslate();
  const update = useUpdateAgent();
  return (
    <Dialog title={t('agents.leaving.title', { name: isolated(agent.name), count })} isOpen onClose={onClose}>
      <p className="text-message text-muted">{t('agents.leaving.text')}</p>
      <p className="text-ui">
        <Link to={`/supervise/assignments?assignee=${agent.id}`}>{t('agents.leaving.handOver')}</Link>
      </p>
      <FormError error={update.error} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button
          look="danger"
          isPending={update.isPending}
          onPress={() =>
            update.mutate({ id: agent.id, active: false, handOver: { to: 'nobody' } }, { onSuccess: onClose })
          }
        >
          {t('agents.leaving.return')}
        </Button>
      </div>
    </Dialog>
  );
}
