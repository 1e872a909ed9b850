import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslate } from '../../../../i18n/intl.js';
import { Button } from '../../../../ui/button.js';
import { cleanMail, mailDocument } from './mail-html.js';
import { measureMail } from './measure-mail.js';
import type { RemoteLinks } from './remote-images.js';

const collapsedHeight = 1200;

/** What our own agents wrote wears the colours of its bubble; strangers' mail expects white paper in every theme. */
export type Paper = 'white' | 'reply' | 'note';
const colours = { reply: ['--agent-bubble', '--text'], note: ['--note', '--note-text'] } as const;

function coloursOf(paper: Paper): string {
  if (paper === 'white') return '';
  const root = document.documentElement;
  const [background, text] = colours[paper].map((name) => getComputedStyle(root).getPropertyValue(name));
  const scheme = root.classList.contains('dark') ? 'dark' : 'light';
  return `color:${text};background:${background};padding:0;color-scheme:${scheme};`;
}

/**
 * Strangers' HTML in a frame without scripts, without our origin and with a policy that loads nothing remote. Links may
 * open a tab, which then is no longer sandboxed (and gets neither opener nor referrer).
 */
type HtmlFrameProps = {
  html: string;
  title: string;
  withQuote: boolean;
  images: RemoteLinks;
  paper: Paper;
  onMissingImages: (count: number) => void;
};

export function HtmlFrame({ html, title, withQuote, images, paper, onMissingImages }: HtmlFrameProps) {
  const t = useTranslate();
  const host = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(80);
  const [whole, setWhole] = useState(false);
  const body = useMemo(() => cleanMail(html, { withQuote, images }), [html, withQuote, images]);
  const source = useMemo(
    () => mailDocument(body, { origin: window.location.origin, colours: coloursOf(paper) }),
    [body, paper],
  );
  useEffect(
    () =>
      host.current
        ? measureMail(
            { host: host.current, body, padded: paper === 'white' },
            { onHeight: setHeight, onMissing: onMissingImages },
          )
        : undefined,
    [body, paper, onMissingImages],
  );
  const tooTall = height > collapsedHeight;
  return (
    <div ref={host} className="relative w-full">
      <iframe
        title={title}
        srcDoc={source}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        className="block w-full rounded-control border-0"
        style={{ blockSize: tooTall && !whole ? collapsedHeight : height }}
      />
      {tooTall ? (
        <Button size="small" look="quiet" onPress={() => setWhole((shown) => !shown)}>
          {t(whole ? 'message.showLess' : 'message.showAll')}
        </Button>
      ) : null}
    </div>
  );
}
