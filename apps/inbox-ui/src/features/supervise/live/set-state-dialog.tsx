import type { BoardAgent, DeclarePresence } from '@diwan/contracts';
import { useState } from 'react';
import { useChannels, useDeclareFor } from '../../../api/routing/presence.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { Radios } from '../../../ui/forms/radios.js';
import { Select } from '../../../ui/forms/select.js';
import { showToast } from '../../../ui/toasts.js';
import { useAwayReasons } from '../../../ui/presence-word.js';

type SetStateDialogProps = { agent: BoardAgent; state: 'away' | 'offline'; onClose: () => void };

/** For who went home without a word. The agent sees it, and the audit keeps it. */
export function SetStateDialog({ agent, state, onClose }: SetStateDialogProps) {
  const t = useTranslate();
  const channels = useChannels();
  const reasons = useAwayReasons();
  const declare = useDeclareFor();
  const [reason, setReason] = useState<string | null>(null);
  const [openWork, setOpenWork] = useState<DeclarePresence['openWork']>('return');
  const name = isolated(agent.name);
  const submit = () =>
    declare.mutate(
      { id: agent.id, channels, state, reason: state === 'away' ? reason : null, openWork },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('board.stateSet', { name, state: t(`presence.${state}`) }) });
        },
      },
    );
  return (
    <Dialog title={t('board.set.title', { name, state: t(`presence.${state}`) })} isOpen onClose={onClose}>
      {state === 'away' ? (
        <Select label={t('presence.reason')} value={reason} options={reasons} onChange={setReason} />
      ) : null}
      {agent.openTickets > 0 ? (
        <Radios
          label={t('board.set.openWork', { count: agent.openTickets })}
          value={openWork}
          options={[
            { id: 'return', label: t('presence.openWork.return'), hint: t('board.set.return') },
            { id: 'keep', label: t('board.set.keep', { name }) },
          ]}
          onChange={setOpenWork}
        />
      ) : null}
      <FormError error={declare.error} />
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isPending={declare.isPending} onPress={submit}>
          {t('board.set')}
        </Button>
      </div>
    </Dialog>
  );
}
