import { accentOf, readableOn } from './accent.js';
import type { Theme } from './host-messages.js';
import type { Speech } from './words/speech.js';

export type Look = { theme: Theme; accent: string; speech: Speech };

export function applyLook({ theme, accent, speech }: Look): void {
  const page = document.documentElement;
  page.lang = speech.language;
  page.dir = speech.direction;
  page.dataset.theme = theme;
  const colour = accentOf(accent);
  page.style.setProperty('--accent', colour);
  page.style.setProperty('--on-accent', readableOn(colour));
}
