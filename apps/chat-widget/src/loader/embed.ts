/** One embedded chat: its settings, whether it is open, and the commands of the page. */
import type { ChatEvents, EventName, FrameSettings, FromFrame, Settings, ToFrame } from '../host-messages.js';
import { createFrame, type Frame } from './frame.js';
import { coverPage } from './full-screen.js';
import { launcherWords } from './launcher-words.js';
import { createShell, type Shell } from './shell.js';

export function createEmbed(host: string) {
  const listeners = new Set<[name: string, tell: (value: unknown) => void]>();
  let settings: Settings = {};
  let shell: Shell | null = null;
  let frame: Frame | null = null;
  let page: { url: string; title: string } | null = null;
  let uncover: (() => void) | null = null;
  let opener: HTMLElement | undefined;
  let isOpen = false;
  let unread = 0;

  const emit = (name: FromFrame['name'], value?: unknown) => {
    for (const [wanted, tell] of listeners) if (wanted === name) tell(value);
  };

  /** What no language begins with (`auto`) is passed over by whoever reads this. */
  const wishes = () =>
    [settings.locale, document.documentElement.lang, ...navigator.languages].filter(Boolean) as string[];
  const draw = () => shell?.draw({ settings, words: launcherWords(wishes()), isOpen, unread });
  // An element cannot be sent.
  const frameSettings = (): FrameSettings => ({ ...settings, locale: wishes(), container: undefined });
  const here = () => page ?? { url: location.href, title: document.title };

  const hear = ({ name, value }: FromFrame) => {
    if (name === 'closed') return commands.close();
    if (name === 'unread') unread = value as number;
    draw();
    emit(name, value);
  };

  const load = (parent: Node, onMessage = hear): Frame =>
    createFrame({ host, path: `/chat/${settings.key}?embed=1`, title: launcherWords(wishes())[0], parent, onMessage });

  const tell = (message: ToFrame) => frame?.post(message);
  const bootFrame = (panel: Element) => {
    if (frame !== null) return;
    frame = load(panel);
    tell({ diwan: 1, type: 'boot', settings: frameSettings(), page: here(), isOpen });
  };

  /** Something may be kept from an earlier page, where this one has not opened the chat: a frame must be there to forget it. */
  const forget = () => {
    const last = load(document.body, () => last.element.remove());
    last.element.hidden = true;
    last.post({ diwan: 1, type: 'shutdown' });
  };

  const openFrom = (from?: HTMLElement) => {
    if (shell === null || isOpen) return;
    isOpen = true;
    opener = from;
    draw();
    bootFrame(shell.panel);
    if (!settings.container) uncover = coverPage(shell.host, shell.panel);
    tell({ diwan: 1, type: 'open' });
    frame?.element.focus();
    emit('open');
  };

  const commands = {
    boot(given?: Settings) {
      settings = { ...settings, ...given };
      if (shell !== null || !settings.key) return draw();
      const { container = null, consent } = settings;
      const place = typeof container === 'string' ? document.querySelector(container) : container;
      shell = createShell(place, () => commands.toggle());
      draw();
      // Without a consent of before nothing is loaded until the visitor opens it.
      if (consent === 'granted') bootFrame(shell.panel);
    },
    update(patch: Settings) {
      settings = { ...settings, ...patch };
      draw();
      tell({ diwan: 1, type: 'update', settings: frameSettings() });
    },
    shutdown() {
      if (shell === null) return;
      commands.close();
      frame?.element.remove();
      forget();
      shell.remove();
      [shell, frame, page, unread] = [null, null, null, 0];
    },
    open: () => openFrom(shell?.host),
    close() {
      if (shell === null || !isOpen) return;
      isOpen = false;
      uncover?.();
      uncover = null;
      draw();
      tell({ diwan: 1, type: 'close' });
      opener?.focus();
      emit('close');
    },
    toggle: () => (isOpen ? commands.close() : commands.open()),
    show: () => commands.update({ launcher: 'bubble' }),
    hide: () => commands.update({ launcher: 'none' }),
    startConversation(topic?: { text?: string }) {
      commands.open();
      if (topic?.text) tell({ diwan: 1, type: 'write', text: topic.text });
    },
    setPage(next: { url: string; title: string }) {
      page = next;
      tell({ diwan: 1, type: 'page', page });
    },
    identify: ({ token }: Settings) => commands.update({ token }),
    setLocale: (locale: string) => commands.update({ locale }),
    setTheme: (theme: Settings['theme']) => commands.update({ theme }),
    on<N extends EventName>(name: N, listener: (value: ChatEvents[N]) => void) {
      const entry: [string, (value: unknown) => void] = [name, listener as (value: unknown) => void];
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };

  // Links and buttons of the page itself; without us a link leads to the chat as a page.
  addEventListener('click', (event) => {
    const target = (event.target as Element).closest<HTMLElement>('[data-diwan-open]');
    if (target === null || shell === null) return;
    event.preventDefault();
    openFrom(target);
  });
  addEventListener('keydown', ({ key, target }) => {
    if (key === 'Escape' && target === shell?.host) commands.close();
  });
  return commands;
}
