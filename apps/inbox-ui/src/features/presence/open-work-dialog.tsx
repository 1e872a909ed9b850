import type { DeclarePresence } from '@diwan/contracts';
import { Link } from 'react-router';
import { useMay } from '../../api/session.js';
import { useTranslate } from '../../i18n/intl.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';

type OpenWorkDialogProps = {
  openTickets: number;
  state: DeclarePresence['state'];
  onClose: () => void;
  onChoose: (openWork: DeclarePresence['openWork']) => void;
};

/** Whoever goes says what becomes of the tickets that wait for their answer. */
export function OpenWorkDialog({ openTickets, state, onClose, onChoose }: OpenWorkDialogProps) {
  const t = useTranslate();
  const mayMove = useMay('tickets.move');
  return (
    <Dialog title={t('presence.openWork.title', { count: openTickets })} isOpen onClose={onClose}>
      <p className="text-message text-muted">{t('presence.openWork.text', { state })}</p>
      {mayMove ? (
        <p className="text-ui">
          <Link to="/supervise/assignments?assignee=me" onClick={onClose}>
            {t('presence.openWork.handOver')}
          </Link>
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={() => onChoose('return')}>{t('presence.openWork.return')}</Button>
        <Button look="primary" onPress={() => onChoose('keep')} autoFocus>
          {t('presence.openWork.keep')}
        </Button>
      </div>
    </Dialog>
  );
}
