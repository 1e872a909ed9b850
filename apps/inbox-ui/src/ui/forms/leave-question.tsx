import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useTranslate } from '../../i18n/intl.js';
import { Button } from '../button.js';
import { Dialog } from '../dialog.js';

/** Asks before a page with unsaved changes is left: within Diwan in our words, for elsewhere in those of the browser. */
export function LeaveQuestion({ isUnsaved }: { isUnsaved: boolean }) {
  const t = useTranslate();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isUnsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog title={t('leave.title')} isOpen onClose={() => blocker.reset()}>
      <p className="text-message text-muted">{t('leave.text')}</p>
      <div className="flex justify-end gap-2">
        <Button onPress={() => blocker.reset()}>{t('leave.stay')}</Button>
        <Button look="danger" onPress={() => blocker.proceed()}>
          {t('leave.action')}
        </Button>
      </div>
    </Dialog>
  );
}
