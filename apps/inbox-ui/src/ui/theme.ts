import type { Preferences } from '@diwan/contracts';

type Theme = Preferences['theme'];
const key = 'diwan.theme';

/** The class on <html> decides; public/boot.js does the same before the first paint. */
export function applyTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // storage blocked: the theme still holds for this page
  }
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
}
