import { paragraphDirection } from '@diwan/tickets';
/** Mail HTML made fit to show: cleaned once more, quotes cut out, directions set, and put into a document of its own. */
import createDOMPurify from 'dompurify';
import { phone } from './phone.js';
import type { RemoteLinks } from './remote-images.js';

// An instance of our own: hooks on the default one would reach whoever else imports it.
const purify = createDOMPurify(window);
purify.addHook('afterSanitizeAttributes', (node) => {
  // Here, before anything reaches our document: a remote picture would be asked for as soon as it does.
  if (node.tagName === 'IMG' && !isOurs(node.getAttribute('src'))) node.removeAttribute('src');
  if (node.tagName !== 'A') return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer nofollow');
});

const forbidden = [
  'style',
  'form',
  'input',
  'button',
  'textarea',
  'select',
  'iframe',
  'object',
  'embed',
  'link',
  'meta',
  'base',
  'audio',
  'video',
  'svg',
  'math',
];
const blocks = 'p, div, li, td, th, blockquote, pre, h1, h2, h3, h4, h5, h6';

type Wished = { withQuote: boolean; images: RemoteLinks };

/** `withQuote` false leaves out what the intake has marked as quoted; remote images without a link through us stay out. */
export function cleanMail(html: string, { withQuote, images }: Wished): DocumentFragment {
  const body = purify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: forbidden,
    // An image that waits until it is seen would never be there for the measuring.
    FORBID_ATTR: ['srcset', 'background', 'loading'],
    ADD_ATTR: ['target'],
    RETURN_DOM_FRAGMENT: true,
  });
  if (!withQuote) for (const quote of body.querySelectorAll('[data-quote]')) quote.remove();
  for (const image of body.querySelectorAll('img[data-remote-src]')) showRemote(image, images);
  for (const image of body.querySelectorAll('img:not([src])')) image.replaceWith(image.getAttribute('alt') ?? '');
  for (const block of body.querySelectorAll(blocks)) setDirection(block);
  isolatePhones(body);
  return body;
}

function showRemote(image: Element, images: RemoteLinks): void {
  const link = images.get(image.getAttribute('data-remote-src') ?? '');
  if (link !== undefined && isOurs(link)) image.setAttribute('src', link);
}

/** Pictures of the mail itself, served by us, or inside the mail. */
function isOurs(source: string | null): boolean {
  if (!source) return false;
  if (source.startsWith('data:image/')) return true;
  return (
    URL.canParse(source, window.location.href) &&
    new URL(source, window.location.href).origin === window.location.origin
  );
}

/** In a right-to-left paragraph the groups of a phone number would stand in reverse order. */
function isolatePhones(body: DocumentFragment): void {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode())
    if (phone.test(walker.currentNode.textContent ?? '')) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const parts = text.data.split(phone).map((part) => {
      if (!phone.test(part)) return part;
      const isolate = document.createElement('bdi');
      isolate.dir = 'ltr';
      isolate.style.whiteSpace = 'nowrap';
      isolate.textContent = part;
      return isolate;
    });
    text.replaceWith(...parts);
  }
}

/** The sender's own `dir` stays; else each block that holds text decides for itself. */
function setDirection(block: Element): void {
  if (block.closest('[dir]')) return;
  const holdsText = [...block.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  if (holdsText) block.setAttribute('dir', paragraphDirection(block.textContent ?? ''));
}

/** Same look in the frame and in the measuring clone, or the height would be wrong. */
export const mailStyle = `
  font: 14px/1.6 system-ui, 'Segoe UI', Tahoma, sans-serif; color: #16191f; background: #fff;
  overflow-wrap: anywhere; margin: 0; padding: 8px 12px;`;
export const mailRules = `
  img { max-width: 100%; height: auto; } table { max-width: 100%; } pre { white-space: pre-wrap; }
  blockquote { margin: 0; padding-inline-start: 12px; border-inline-start: 3px solid #d5d9e0; }
  a { color: #0b6e75; } p:first-child { margin-top: 0; } p:last-child { margin-bottom: 0; }`;

/** A whole document for `srcdoc`. Nothing but inline styles and our own images loads, whatever the mail says. */
export function mailDocument(body: DocumentFragment, { origin, colours }: { origin: string; colours: string }): string {
  const holder = document.createElement('div');
  holder.append(body.cloneNode(true));
  const policy = `default-src 'none'; img-src data: ${origin}; style-src 'unsafe-inline'`;
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer"><base target="_blank"><style>html{${mailStyle}${colours}padding:0}body{${mailStyle}${colours}}${mailRules}</style></head>
<body dir="auto">${holder.innerHTML}</body></html>`;
}
