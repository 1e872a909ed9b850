import type { CancelledReply, Message } from '@diwan/contracts';
import { Ban, Check, CircleAlert, CircleHelp, Clock, LoaderCircle, MailX, type LucideIcon } from 'lucide-react';
import { useMessages } from '../../../api/messages.js';
import { useCodeSentence, useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { CountdownRing, useTimeLeft } from '../../../ui/countdown.js';
import { useProblemSentence } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';

type Delivery = NonNullable<Message['delivery']>;
type DeliveryStateProps = {
  number: number;
  message: Message;
  delivery: Delivery;
  onTakenBack: (cancelled: CancelledReply) => void;
};

const looks: Record<Delivery['state'], { icon: LucideIcon; className: string }> = {
  scheduled: { icon: Clock, className: 'text-info' },
  queued: { icon: LoaderCircle, className: 'text-muted' },
  sending: { icon: LoaderCircle, className: 'text-muted' },
  sent: { icon: Check, className: 'text-ok' },
  failed: { icon: CircleAlert, className: 'text-danger' },
  uncertain: { icon: CircleHelp, className: 'text-warn' },
  cancelled: { icon: Ban, className: 'text-muted' },
  bounced: { icon: MailX, className: 'text-danger' },
};

/** What became of a reply, in a word; and what can be done about it. */
export function DeliveryState({ number, message, delivery, onTakenBack }: DeliveryStateProps) {
  const t = useTranslate();
  const messages = useMessages();
  const sentence = useProblemSentence();
  const failed = (error: unknown) => showToast({ text: sentence(error), tone: 'bad' });
  const { icon: Icon, className } = looks[delivery.state];
  const bad = delivery.state === 'failed' || delivery.state === 'uncertain' || delivery.state === 'bounced';
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2 text-meta">
        {delivery.state === 'scheduled' && delivery.nextAttemptAt ? (
          <Countdown until={delivery.nextAttemptAt} />
        ) : (
          <span className={`inline-flex items-center gap-1 ${className}`}>
            <Icon aria-hidden="true" size={13} />
            {t(`delivery.${delivery.state}`)}
          </span>
        )}
        {delivery.state === 'scheduled' ? (
          <Button size="small" onPress={() => void messages.cancel(number, message.id).then(onTakenBack, failed)}>
            {t('delivery.takeBack')}
          </Button>
        ) : null}
        {delivery.state === 'uncertain' ? (
          <Button size="small" onPress={() => void messages.markSent(number, message.id).catch(failed)}>
            {t('delivery.markSent')}
          </Button>
        ) : null}
        {delivery.state === 'failed' || delivery.state === 'uncertain' ? (
          <Button size="small" onPress={() => void messages.retry(number, message.id).catch(failed)}>
            {t('delivery.retry')}
          </Button>
        ) : null}
      </div>
      {bad || delivery.error ? <DeliveryError delivery={delivery} /> : null}
    </div>
  );
}

function DeliveryError({ delivery }: { delivery: Delivery }) {
  const t = useTranslate();
  const format = useFormat();
  const codeSentence = useCodeSentence();
  const retries = delivery.state === 'queued' && delivery.nextAttemptAt ? format.time(delivery.nextAttemptAt) : null;
  return (
    <div className="rounded-control bg-danger-soft px-2 py-1.5 text-meta text-text">
      {delivery.state === 'uncertain' ? <p>{t('delivery.uncertain.why')}</p> : null}
      {delivery.error ? <p>{codeSentence(delivery.error.code, 'channel.other')}</p> : null}
      {delivery.error?.detail ? (
        <p dir="auto" className="text-muted">
          {delivery.error.detail}
        </p>
      ) : null}
      {retries ? <p>{t('delivery.triesAgain', { time: retries })}</p> : null}
    </div>
  );
}

function Countdown({ until }: { until: string }) {
  const t = useTranslate();
  const format = useFormat();
  const { left, part } = useTimeLeft(until);
  return (
    <span className="inline-flex items-center gap-1 text-info">
      <CountdownRing part={part} />
      {left > 0 ? t('delivery.leavesIn', { seconds: format.number(Math.ceil(left / 1000)) }) : t('delivery.queued')}
    </span>
  );
}
