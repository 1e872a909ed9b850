import { useNavigate } from 'react-router';
import { useTranslate } from '../../i18n/intl.js';
import { Button } from '../../ui/button.js';
import { InboxForm } from '../settings/inboxes/inbox-form.js';
import { CardPage } from './card-page.js';

/** Last step of the first run; can be left for later. */
export function FirstMailboxPage() {
  const t = useTranslate();
  const navigate = useNavigate();
  const done = () => void navigate('/inbox/open', { replace: true }); // navigation reports its own errors
  return (
    <CardPage title={t('setUp.mailbox.title')} text={t('setUp.mailbox.text', { step: 3, steps: 3 })} wide>
      <InboxForm inbox={null} onDone={done} onLoadNewer={() => undefined} />
      <span className="self-center">
        <Button look="quiet" onPress={done}>
          {t('setUp.mailbox.later')}
        </Button>
      </span>
    </CardPage>
  );
}
