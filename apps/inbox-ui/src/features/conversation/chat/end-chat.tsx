import type { TicketDetails } from '@diwan/contracts';
import { MessageCircleOff } from 'lucide-react';
import { useState } from 'react';
import { useEndChat } from '../../../api/chat.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Confirm } from '../../../ui/dialog.js';
import { useProblemSentence } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';

/** For good, so it is asked for; solving alone leaves the door open. */
export function EndChat({ ticket }: { ticket: TicketDetails }) {
  const t = useTranslate();
  const end = useEndChat();
  const sentence = useProblemSentence();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" look="primary" isPending={end.isPending} onPress={() => setAsking(true)}>
        <MessageCircleOff aria-hidden="true" size={15} />
        {t('chat.end')}
      </Button>
      <Confirm
        title={t('chat.end.title')}
        text={t('chat.end.text')}
        action={t('chat.end')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          end.mutate(ticket, {
            onSuccess: () => showToast({ text: t('chat.end.done') }),
            onError: (error) => showToast({ text: sentence(error), tone: 'bad' }),
          })
        }
      />
    </>
  );
}
