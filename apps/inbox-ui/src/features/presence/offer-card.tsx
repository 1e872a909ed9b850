import type { Offer } from '@diwan/contracts';
import { Inbox } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useAnswerOffer } from '../../api/routing/presence.js';
import { useFormat, useTranslate } from '../../i18n/intl.js';
import { Bdi } from '../../ui/bdi.js';
import { Button } from '../../ui/button.js';
import { CountdownRing, useTimeLeft } from '../../ui/countdown.js';
import { useProblemSentence } from '../../ui/states.js';
import { showToast } from '../../ui/toasts.js';
import { useNow } from '../../ui/use-now.js';
import { reasonValues } from './assignment-reason.js';

type OfferCardProps = { offer: Offer; onAnswered: () => void };

export function OfferCard({ offer, onAnswered }: OfferCardProps) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const navigate = useNavigate();
  const sentence = useProblemSentence();
  const { left, part } = useTimeLeft(offer.expiresAt);
  const answerOffer = useAnswerOffer();
  const over = left <= 0;
  const answer = (how: 'accept' | 'decline') => {
    onAnswered();
    // A promise, for the card is gone by the time of the answer.
    void answerOffer.mutateAsync({ number: offer.number, answer: how }).then(
      () => (how === 'accept' ? navigate(`/inbox/mine/c/${offer.number}`) : undefined),
      (error: unknown) => showToast({ text: sentence(error) }),
    );
  };
  return (
    <article
      aria-label={t('offer.title', { number: offer.number })}
      className="flex flex-col gap-2 rounded-card border border-border bg-bg p-4 shadow-overlay"
    >
      <p className="flex items-center justify-between gap-2 text-meta text-muted">
        <span className="inline-flex items-center gap-1.5">
          <Inbox aria-hidden="true" size={14} />
          {t('offer.queue')} <bdi>{offer.queue.name}</bdi>
        </span>
        <span className={`inline-flex items-center gap-1 ${left < 5_000 ? 'text-warn' : 'text-info'}`}>
          <CountdownRing part={part} />
          {over ? t('offer.over') : t('offer.left', { seconds: Math.ceil(left / 1000) })}
        </span>
      </p>
      <h2 className="text-message font-semibold">
        <Bdi kind="text">{offer.subject || t('ticket.noSubject')}</Bdi>{' '}
        <bdi dir="ltr" className="font-normal text-muted">
          #{offer.number}
        </bdi>
      </h2>
      <p className="text-ui">
        <bdi>{offer.contactName || t('message.unknownAuthor')}</bdi>
        {offer.waitingSince ? (
          <span className="text-muted">
            {' · '}
            {t('list.waiting', { time: format.duration(now.getTime() - Date.parse(offer.waitingSince)) })}
          </span>
        ) : null}
      </p>
      <p className="text-meta text-muted">{t('offer.reason', reasonValues(offer.reason))}</p>
      <div className="flex justify-end gap-2">
        <Button isDisabled={over || answerOffer.isPending} onPress={() => answer('decline')}>
          {t('offer.decline')}
        </Button>
        <Button look="primary" isDisabled={over || answerOffer.isPending} onPress={() => answer('accept')}>
          {t('offer.accept')}
        </Button>
      </div>
    </article>
  );
}
