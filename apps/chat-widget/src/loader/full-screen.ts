/** On a small screen the chat is all there is: the page behind neither scrolls nor takes the focus. */

/** @returns what gives the page back */
export function coverPage(host: Element, panel: HTMLElement): () => void {
  const covers = matchMedia('(max-width:599px)').matches;
  panel.ariaModal = String(covers);
  if (!covers) return () => undefined;
  const { style } = document.documentElement;
  const { overflow } = style;
  const others = [...document.body.children].filter((other) => other !== host && !other.matches('[inert]'));
  const setInert = (inert: boolean) => others.forEach((other) => other.toggleAttribute('inert', inert));
  const view = window.visualViewport;
  // The keyboard covers a part of 100dvh; what is really seen, only the visual viewport knows.
  const fit = () => view && (panel.style.cssText = `height:${view.height}px;top:${view.offsetTop}px`);
  setInert(true);
  style.overflow = 'hidden';
  view?.addEventListener('resize', fit);
  return () => {
    setInert(false);
    style.overflow = overflow;
    view?.removeEventListener('resize', fit);
    panel.style.cssText = '';
  };
}
