import type { Offer } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { offersQuery, useChannels, useDeclarePresence } from '../../api/routing/presence.js';
import { isolated } from '../../i18n/digits.js';
import { useTranslate } from '../../i18n/intl.js';
import { showToast } from '../../ui/toasts.js';
import { OfferCard } from './offer-card.js';

/** The rest comes up as these are answered. */
const mostCards = 2;

/** Tickets that are offered to the agent. Beside the work, never over it: the focus stays with whoever is typing. */
export function Offers() {
  const t = useTranslate();
  const { data: offers = [] } = useQuery(offersQuery);
  const answered = useRef(new Set<number>());
  useExpired(offers, answered.current);
  return (
    <>
      <Announcer offers={offers} />
      {offers.length === 0 ? null : (
        <section
          aria-label={t('offer.label')}
          className="fixed end-3 top-24 z-30 flex w-[296px] flex-col gap-3 lg:top-3"
        >
          {offers.slice(0, mostCards).map((offer) => (
            <OfferCard key={offer.number} offer={offer} onAnswered={() => answered.current.add(offer.number)} />
          ))}
          {offers.length > mostCards ? (
            <p className="rounded-card border border-border bg-bg px-4 py-2 text-ui text-muted shadow-overlay">
              {t('offer.more', { count: offers.length - mostCards })}
            </p>
          ) : null}
        </section>
      )}
    </>
  );
}

/** Says once that an offer has come; the card with its running seconds is no live region. */
function Announcer({ offers }: { offers: readonly Offer[] }) {
  const t = useTranslate();
  const known = useRef(new Set<string>());
  const [text, setText] = useState('');
  useEffect(() => {
    const fresh = offers.find((offer) => !known.current.has(offer.number + offer.offeredAt));
    for (const offer of offers) known.current.add(offer.number + offer.offeredAt);
    if (fresh) setText(t('offer.announce', { subject: isolated(fresh.subject), name: isolated(fresh.contactName) }));
    else if (offers.length === 0) setText('');
  }, [offers, t]);
  return (
    <p role="alert" className="sr-only">
      {text}
    </p>
  );
}

/** An offer that ran out waits for others, and whoever let it go gets no more until they say that they are there. */
function useExpired(offers: readonly Offer[], answered: ReadonlySet<number>): void {
  const t = useTranslate();
  const channels = useChannels();
  const { mutate } = useDeclarePresence();
  const before = useRef<readonly Offer[]>([]);
  useEffect(() => {
    const gone = before.current.filter(
      ({ number, expiresAt }) =>
        !answered.has(number) &&
        Date.parse(expiresAt) <= Date.now() &&
        !offers.some((offer) => offer.number === number),
    );
    before.current = offers;
    if (gone.length === 0) return;
    showToast({
      text: t('offer.expired'),
      milliseconds: 60_000,
      action: {
        label: t('offer.expired.back'),
        run: () => mutate({ channels, state: 'available', reason: null, openWork: 'keep' }),
      },
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each change of the offers
  }, [offers]);
}
