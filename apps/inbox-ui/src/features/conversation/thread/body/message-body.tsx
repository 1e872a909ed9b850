import type { Message } from '@diwan/contracts';
import { lazy, Suspense, useMemo, useState } from 'react';
import { isolated } from '../../../../i18n/digits.js';
import { useTranslate } from '../../../../i18n/intl.js';
import { Button } from '../../../../ui/button.js';
import type { Paper } from './html-frame.js';
import { RemoteImagesBar, useRemoteImages } from './remote-images.js';
import { PlainText, quoteOf } from './plain-text.js';

// With its sanitiser a chunk of its own: the list must not wait for it.
const HtmlFrame = lazy(async () => ({ default: (await import('./html-frame.js')).HtmlFrame }));

const papers: Record<Message['kind'], Paper> = { inbound: 'white', outbound: 'reply', note: 'note' };

type BodyProps = { message: Message; name: string };

/** What somebody wrote, with what they quote folded away. */
export function MessageBody({ message, name }: BodyProps) {
  return message.html === null ? (
    <TextBody message={message} />
  ) : (
    <HtmlBody message={message} html={message.html} name={name} />
  );
}

function HtmlBody({ message, html, name }: BodyProps & { html: string }) {
  const t = useTranslate();
  const [quoteShown, setQuoteShown] = useState(false);
  const images = useRemoteImages(message);
  // The mark that the intake puts on quotes; looked for in the text so that nothing has to be parsed for it.
  const hasQuote = message.kind === 'inbound' && html.includes('data-quote');
  return (
    <>
      {message.hasRemoteImages ? <RemoteImagesBar images={images} /> : null}
      <Suspense fallback={<div className="min-h-20" />}>
        <HtmlFrame
          html={html}
          title={t('message.frame', { name: isolated(name) })}
          withQuote={quoteShown || !hasQuote}
          images={images.links}
          paper={papers[message.kind]}
          onMissingImages={images.setMissing}
        />
      </Suspense>
      {hasQuote ? <QuoteToggle shown={quoteShown} onToggle={() => setQuoteShown(!quoteShown)} /> : null}
    </>
  );
}

function TextBody({ message: { text, replyText } }: Pick<BodyProps, 'message'>) {
  const t = useTranslate();
  const [quoteShown, setQuoteShown] = useState(false);
  const quote = useMemo(() => quoteOf(text, replyText), [text, replyText]);
  if (text.trim() === '') return <p className="text-ui text-muted">{t('message.empty')}</p>;
  if (quote === '') return <PlainText text={text} />;
  return (
    <>
      <PlainText text={replyText} />
      <QuoteToggle shown={quoteShown} onToggle={() => setQuoteShown(!quoteShown)} />
      {quoteShown ? (
        <blockquote className="border-s-2 border-border ps-3 text-muted">
          <PlainText text={quote} />
        </blockquote>
      ) : null}
    </>
  );
}

function QuoteToggle({ shown, onToggle }: { shown: boolean; onToggle: () => void }) {
  const t = useTranslate();
  return (
    <span>
      <Button size="small" look="quiet" aria-expanded={shown} onPress={onToggle}>
        {t(shown ? 'message.hideQuote' : 'message.showQuote')}
      </Button>
    </span>
  );
}
