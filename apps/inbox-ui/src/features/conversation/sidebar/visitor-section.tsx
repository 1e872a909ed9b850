import type { TicketChat } from '@diwan/contracts';
import { ExternalLink, Star } from 'lucide-react';
import { useFormat, useLanguageName, useTranslate } from '../../../i18n/intl.js';
import { Bdi, OwnLine } from '../../../ui/bdi.js';
import { chatScores } from '../thread/event-values.js';
import { browserNameOf } from './browser-name.js';
import { Property } from './property.js';
import { webAddress } from './web-address.js';

/** Who is at the other end of a chat: what they said of themselves, and what their browser says. */
export function VisitorSection({ chat }: { chat: TicketChat }) {
  const t = useTranslate();
  const format = useFormat();
  const languageName = useLanguageName();
  const { browser, system } = browserNameOf(chat.userAgent);
  const { name, email, proven } = chat.said;
  return (
    <section>
      <h3 className="mb-1.5 text-meta font-semibold text-muted">{t('visitor.title')}</h3>
      <dl className="flex flex-col gap-1.5">
        <Property name={t('visitor.visit')}>
          {chat.endedAt ? t('visitor.ended', { time: format.dateTime(chat.endedAt) }) : t('visitor.going')}
        </Property>
        {chat.page ? (
          <Property name={t('visitor.page')}>
            <Page page={chat.page} />
          </Property>
        ) : null}
        {name ? (
          <Property name={t('visitor.name')}>
            <bdi className="wrap-anywhere">{name}</bdi>
          </Property>
        ) : null}
        {email ? (
          <Property name={t('visitor.email')}>
            <span className="wrap-anywhere">
              <Bdi kind="email">{email}</Bdi>
            </span>
          </Property>
        ) : null}
        <Property name={t('visitor.language')}>{languageName(chat.locale)}</Property>
        {browser || system ? (
          <Property name={t('visitor.browser')}>
            <bdi>{[browser, system].filter(Boolean).join(` · `)}</bdi>
          </Property>
        ) : null}
        {chat.rating ? (
          <Property name={t('visitor.rating')}>
            <Rating rating={chat.rating} />
          </Property>
        ) : null}
      </dl>
      {name || email ? (
        <p className="mt-1.5 text-meta text-muted">{t(proven ? 'visitor.proven' : 'visitor.unproven')}</p>
      ) : null}
    </section>
  );
}

/** Opened apart, and told nothing of where it was opened from. */
function Page({ page: { url, title } }: { page: NonNullable<TicketChat['page']> }) {
  const t = useTranslate();
  const address = webAddress(url);
  return (
    <>
      {title ? <OwnLine text={title} /> : null}
      {address ? (
        <a
          href={address}
          target="_blank"
          rel="noopener noreferrer nofollow"
          title={address}
          aria-label={t('visitor.page.open', { address })}
          className="flex min-w-0 items-center gap-1 text-meta"
        >
          <bdi dir="ltr" className="truncate">
            {address}
          </bdi>
          <ExternalLink aria-hidden="true" size={12} className="mirror shrink-0" />
        </a>
      ) : null}
    </>
  );
}

function Rating({ rating: { score, text } }: { rating: NonNullable<TicketChat['rating']> }) {
  const t = useTranslate();
  const word = chatScores.find((each) => each === score);
  return (
    <>
      <span className="inline-flex items-center gap-1">
        <Star aria-hidden="true" size={14} className="shrink-0 text-warn" />
        {t('chat.score', { score, most: chatScores.length, word: word ? t(`chat.score.${word}`) : '' })}
      </span>
      {text ? (
        <p className="text-muted wrap-anywhere">
          <Bdi kind="text">{text}</Bdi>
        </p>
      ) : null}
    </>
  );
}
