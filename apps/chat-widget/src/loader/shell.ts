/**
 * The launcher and the panel around the frame. They live in a shadow tree, so that styles of the page do not reach them,
 * and are styled through the CSSOM only: a page needs no `style-src` for them.
 */
import { accentOf, readableOn } from '../accent.js';
import type { Settings } from '../host-messages.js';
import { launcherCss } from './launcher-css.js';

export type Shell = {
  /** Takes the focus for the launcher. */
  host: HTMLElement;
  panel: HTMLElement;
  draw: (view: { settings: Settings; words: [title: string, news: string]; isOpen: boolean; unread: number }) => void;
  remove: () => void;
};

export function createShell(container: Element | null, onToggle: () => void): Shell {
  const host = document.createElement('diwan-chat');
  const root = host.attachShadow({ mode: 'open', delegatesFocus: true });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherCss);
  root.adoptedStyleSheets = [sheet];

  const box = append(root, 'div');
  const panel = append(box, 'section');
  const button = append(box, 'button');
  const badge = append(button, 'b');
  button.onclick = onToggle;
  set(panel, { id: 'panel', role: 'dialog' });
  set(button, { type: 'button', 'aria-haspopup': 'dialog', 'aria-controls': 'panel' });
  (container ?? document.body).append(host);

  return {
    host,
    panel,
    draw({ settings, words: [title, news], isOpen, unread }) {
      box.dir = settings.dir ?? getComputedStyle(host).direction;
      box.className = container ? 'inline' : (settings.position ?? 'end');
      box.style.cssText = propertiesOf(settings);
      button.hidden = settings.launcher === 'none' || (container !== null && isOpen);
      panel.hidden = !isOpen;
      // The same name whether open or closed: `aria-expanded` tells which.
      const name = settings.launcherLabel ?? title;
      set(button, { 'aria-expanded': isOpen, 'aria-label': unread ? `${name} (${news}: ${unread})` : name });
      set(panel, { 'aria-label': title });
      badge.textContent = `${unread}`;
      badge.hidden = !unread || isOpen;
    },
    remove: () => host.remove(),
  };
}

function append<T extends 'div' | 'section' | 'button' | 'b'>(parent: Node, tag: T): HTMLElementTagNameMap[T] {
  return parent.appendChild(document.createElement(tag));
}

function set(element: Element, attributes: Record<string, string | boolean>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

function propertiesOf({ accent, offset, zIndex = 2147483000 }: Settings): string {
  const colour = accentOf(accent);
  return `--a:${colour};--on:${readableOn(colour)};--b:${offset?.block ?? 20}px;--i:${offset?.inline ?? 20}px;--z:${zIndex}`;
}
