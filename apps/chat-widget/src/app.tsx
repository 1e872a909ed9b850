/** Puts the parts together: settings of the page, the widget's own, words, session, connection, screen. */
import type { ComponentChild } from 'preact';
import type { ChatPage, PublicWidget } from '@diwan/contracts';
import { announce } from './announce.js';
import { createChat, type Chat } from './chat/chat.js';
import type { FrameSettings } from './host-messages.js';
import type { Host } from './host.js';
import { newId } from './new-id.js';
import { chooseStorage, openSession } from './session.js';
import { createSound, type Sound } from './sound.js';
import { applyLook } from './theme.js';
import { Failure } from './view/failure.js';
import { Panel } from './view/panel.js';
import { createUpload, type Upload } from './upload.js';
import { watchWaking } from './wake.js';
import { chooseLanguage, loadSpeech, type Speech } from './words/speech.js';

type Options = {
  key: string;
  draw: (view: ComponentChild) => void;
  emit: Host['emit'];
  onClose: (() => void) | null;
};
type Running = { chat: Chat; sound: Sound; widget: PublicWidget; speech: Speech; upload: Upload };

export function createApp({ key, draw, emit, onClose }: Options) {
  let settings: FrameSettings = { locale: [] };
  let page: ChatPage | null = null;
  let running: Running | null = null;
  let isOpen = false;
  let opened = 0;
  let waiting: string[] = [];
  let loading: Promise<void> | null = null;

  const session = () => openSession(key, chooseStorage(settings.consent !== 'denied'));
  const isLooking = () => isOpen && document.visibilityState === 'visible';
  const show = () => running && draw(<Panel {...running} opened={opened} onClose={onClose} />);

  const speak = async (widget: PublicWidget): Promise<Speech> => {
    const speech = await loadSpeech(chooseLanguage(settings.locale, widget.language), settings.locale);
    applyLook({ theme: settings.theme ?? 'auto', accent: settings.accent ?? widget.accent, speech });
    return speech;
  };

  const run = async () => {
    const widget = await fetchWidget(key);
    const speech = await speak(widget);
    const { token: identity = null } = settings;
    const locale = speech.language;
    const kept = session();
    const chat = createChat({ url: socketUrl(), key, locale, page, identity, session: kept, newId });
    const sound = createSound(settings.sounds ?? true);
    running = { chat, sound, widget, speech, upload: createUpload(key, () => kept.token()) };
    announce({ chat, emit, sound, title: widget.name });
    watchWaking(chat.renew);
    document.addEventListener('visibilitychange', () => chat.look(isLooking()));
    chat.look(isLooking());
    for (const text of waiting.splice(0)) chat.write(text);
    show();
    emit('ready');
  };

  /** Opens the socket, and keeps things: not before the visitor has opened the chat, now or on an earlier page. */
  const ensureRunning = () => {
    loading ??= run().catch((error: unknown) => {
      loading = null;
      draw(<Failure locale={settings.locale} onClose={onClose} />);
      emit('error', { code: error instanceof Error ? error.message : 'chat.unavailable' });
    });
  };

  return {
    start(given: FrameSettings, from: ChatPage, openNow: boolean) {
      settings = given;
      page = tidied(from);
      if (openNow) this.look(true);
      else if (session().token() !== null) ensureRunning();
    },
    look(open: boolean) {
      isOpen = open;
      if (open) {
        opened += 1;
        ensureRunning();
      }
      running?.chat.look(isLooking());
      show();
    },
    update(given: FrameSettings) {
      settings = given;
      if (running === null) return;
      const { widget, chat } = running;
      chat.identify(given.token ?? null);
      void speak(widget).then((speech) => {
        if (running !== null) running = { ...running, speech };
        show();
      });
    },
    setPage(next: ChatPage) {
      page = tidied(next);
      running?.chat.setPage(page);
    },
    write(text: string) {
      if (running === null) waiting.push(text);
      else running.chat.write(text);
    },
    forget() {
      running?.chat.close();
      waiting = [];
      session().wipe();
    },
  };
}

/** What stands behind # may be a secret of the page. */
function tidied({ url, title }: ChatPage): ChatPage {
  return { url: (url.split('#')[0] ?? '').slice(0, 2_000), title: title.slice(0, 300) };
}

async function fetchWidget(key: string): Promise<PublicWidget> {
  const response = await fetch(`/api/chat/widgets/${encodeURIComponent(key)}`, { credentials: 'omit' });
  if (!response.ok) throw new Error(response.status === 404 ? 'chat.unknown_widget' : 'chat.unavailable');
  return (await response.json()) as PublicWidget;
}

function socketUrl(): string {
  return `${location.origin.replace(/^http/, 'ws')}/api/chat`;
}
