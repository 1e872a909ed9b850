/** What the embedding page and the frame say to each other by `postMessage`. Types only: both sides are built apart. */
import type { ChatPage } from '@diwan/contracts';

export type Theme = 'light' | 'dark' | 'auto';
export type Consent = 'pending' | 'granted' | 'denied';

export type Settings = {
  /** The widget's public key. */
  key?: string;
  /** A JWT by which the page's server says who is signed in; none: nobody. */
  token?: string;
  /** A language tag, or `auto`: that of the page, then of the browser. */
  locale?: string;
  /** Of the launcher and where it stands; none: that of the page around it. */
  dir?: 'ltr' | 'rtl';
  theme?: Theme;
  /** `#rrggbb`; none: the widget's own. */
  accent?: string;
  position?: 'start' | 'end';
  /** Distance from the edges, in px. */
  offset?: { block?: number; inline?: number };
  zIndex?: number;
  launcher?: 'bubble' | 'none';
  launcherLabel?: string;
  /** Where the chat stands inside the page instead of over it: an element or a selector. */
  container?: string | Element;
  consent?: Consent;
  sounds?: boolean;
};

/** `diwan` marks our messages among those of others. */
export type ToFrame = { diwan: 1 } & (
  | { type: 'boot'; settings: FrameSettings; page: ChatPage; isOpen: boolean }
  | { type: 'update'; settings: FrameSettings }
  | { type: 'open' }
  | { type: 'close' }
  | { type: 'page'; page: ChatPage }
  | { type: 'write'; text: string }
  /** Forget everything that is kept, answer `gone`. */
  | { type: 'shutdown' }
);
export type FrameSettings = Omit<Settings, 'locale' | 'container'> & {
  /** Language tags, the most wanted first. */
  locale: string[];
  container?: undefined;
};

export type ChatEvents = {
  ready: undefined;
  open: undefined;
  close: undefined;
  unread: number;
  message: { from: 'agent' | 'visitor' | 'system' };
  conversationStarted: undefined;
  conversationClosed: undefined;
  error: { code: string };
  /** Give a new token by `identify`. */
  identityExpired: undefined;
  offline: undefined;
  online: undefined;
};
export type EventName = keyof ChatEvents;

/** An event, or: the visitor closed it from inside, everything is forgotten. */
export type FromFrame = { diwan: 1; name: EventName | 'closed' | 'gone'; value?: unknown };
