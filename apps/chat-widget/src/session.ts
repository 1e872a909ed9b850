/**
 * What the browser keeps of a visitor, by widget: the token of the session and messages not yet taken. Every message has an
 * entry of its own, so that two tabs do not write over each other. Where storage is forbidden (by the visitor's consent or
 * by the browser) the same lives in memory and ends with the page.
 */
import type { Pending } from './chat/chat-state.js';

export type Session = {
  token: () => string | null;
  keepToken: (token: string) => void;
  outbox: () => Pending[];
  keepPending: (message: Pending) => void;
  dropPending: (id: string) => void;
  /** The newest number of a conversation that was on the screen. */
  readSeq: (conversationId: string) => number;
  keepReadSeq: (conversationId: string, seq: number) => void;
  wipe: () => void;
};

export function openSession(key: string, storage: Storage): Session {
  const prefix = `diwan:${key}:`;
  const names = () =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((n) => n.startsWith(prefix));
  return {
    token: () => storage.getItem(`${prefix}token`),
    keepToken: (token) => write(storage, `${prefix}token`, token),
    outbox: () =>
      names()
        .filter((name) => name.startsWith(`${prefix}out:`))
        .flatMap((name) => readPending(storage.getItem(name)))
        .sort((a, b) => a.at - b.at),
    keepPending: (message) => write(storage, `${prefix}out:${message.id}`, JSON.stringify(message)),
    dropPending: (id) => storage.removeItem(`${prefix}out:${id}`),
    readSeq(conversationId) {
      const [id, seq] = storage.getItem(`${prefix}read`)?.split(' ') ?? [];
      return id === conversationId ? Number(seq) : 0;
    },
    keepReadSeq: (conversationId, seq) => write(storage, `${prefix}read`, `${conversationId} ${seq}`),
    wipe: () => names().forEach((name) => storage.removeItem(name)),
  };
}

/** A full or forbidden storage must not keep anybody from chatting. */
function write(storage: Storage, name: string, text: string): void {
  try {
    storage.setItem(name, text);
  } catch {
    // It is in memory as well; only a reload would lose it.
  }
}

function readPending(text: string | null): Pending[] {
  try {
    const entry: unknown = JSON.parse(text ?? 'null');
    if (typeof entry !== 'object' || entry === null) return [];
    const { id, text: words, at, files = [] } = entry as Partial<Pending>;
    const isWhole = typeof id === 'string' && typeof words === 'string' && typeof at === 'number';
    return isWhole ? [{ id, text: words, files, at, failure: null }] : [];
  } catch {
    return [];
  }
}

/** The browser's own storage, or one that is gone with the page. */
export function chooseStorage(mayKeep: boolean): Storage {
  try {
    if (mayKeep) return window.localStorage;
  } catch {
    // Third-party frames may be denied it.
  }
  return memoryStorage();
}

export function memoryStorage(): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, text) => void entries.set(name, text),
    removeItem: (name) => void entries.delete(name),
    clear: () => entries.clear(),
  };
}
