import { mailRules, mailStyle } from './mail-html.js';

/** Properties that decide how tall a mail is; all others, and every url(), stay out of the clone. */
const measured =
  /^(font|line-height|padding|margin|border|width|min-width|max-width|height|min-height|max-height|display|white-space|text-indent|vertical-align|table-layout)/;

/**
 * Tells how tall a mail will be. A sandboxed frame without scripts and without an origin of its own cannot say it and
 * cannot be asked, so a clone is laid out at the same width: in a closed shadow root, inert, invisible, contained, and
 * reduced to text, boxes and pictures that are ours (cleanMail lets no others through). What is shown is only ever the frame. Where the guess is wrong the
 * frame scrolls. Returns what ends the measuring.
 */
type Measured = { host: HTMLElement; body: DocumentFragment; padded: boolean };
type Findings = {
  onHeight: (pixels: number) => void;
  /** How many remote images could not be fetched: the frame cannot say that either. */
  onMissing: (count: number) => void;
};

export function measureMail({ host, body, padded }: Measured, { onHeight, onMissing }: Findings): () => void {
  const holder = document.createElement('div');
  holder.inert = true;
  holder.ariaHidden = 'true';
  holder.style.cssText =
    'position:absolute; inset-inline:0; inset-block-start:0; block-size:0; overflow:hidden; visibility:hidden; contain:strict; pointer-events:none';
  const root = holder.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host{all:initial} .mail{${mailStyle}${padded ? '' : 'padding:0;'}} ${mailRules}`);
  root.adoptedStyleSheets = [sheet];
  onMissing(0);
  const missing = new Set<string>();
  const noteMissing = ({ target }: Event) => {
    const address = target instanceof HTMLImageElement ? target.dataset['remoteSrc'] : undefined;
    if (address !== undefined) onMissing(missing.add(address).size);
  };
  // Errors of images do not bubble.
  root.addEventListener('error', noteMissing, true);
  const mail = document.createElement('div');
  mail.className = 'mail';
  mail.append(reduced(body));
  root.append(mail);
  host.append(holder);
  const observer = new ResizeObserver(() => onHeight(Math.ceil(mail.getBoundingClientRect().height)));
  observer.observe(mail);
  return () => {
    observer.disconnect();
    root.removeEventListener('error', noteMissing, true);
    holder.remove();
  };
}

function reduced(body: DocumentFragment): DocumentFragment {
  const clone = body.cloneNode(true) as DocumentFragment;
  for (const element of clone.querySelectorAll<HTMLElement>('*')) {
    for (const name of ['id', 'class', 'href', 'target']) element.removeAttribute(name);
    for (const property of Array.from(element.style)) {
      const value = element.style.getPropertyValue(property);
      if (!measured.test(property) || /url\(|image/i.test(value)) element.style.removeProperty(property);
    }
  }
  return clone;
}
