/**
 * widget.js: what a page embeds. Answers the calls that were queued before it was there, and shows the launcher. Nothing is
 * stored and nothing else is loaded before the visitor opens the chat.
 */
import type { Settings } from './host-messages.js';
import { createEmbed } from './loader/embed.js';

type Command = (name: string, ...args: unknown[]) => unknown;
type Page = Window & {
  Diwan?: Command & { q?: Iterable<Parameters<Command>>; version?: number };
  DiwanSettings?: Settings;
};

const page: Page = window;
const isFirst = page.Diwan?.version === undefined;
const { origin } = new URL((document.currentScript as HTMLScriptElement).src);

function start(): void {
  const commands = createEmbed(origin) as unknown as Record<string, (...args: unknown[]) => unknown>;
  const run: Command = (name, ...args) => commands[name]?.(...args);
  const queue = page.Diwan?.q ?? [];
  page.Diwan = run;
  page.Diwan.version = 1;
  if (page.DiwanSettings) run('boot', page.DiwanSettings);
  for (const call of queue) run(...call);
}

// Twice on one page, it is the first that counts.
if (isFirst) {
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
}
