/** One listener for all single-key shortcuts. Handlers register by name; the newest registered is asked first. */
import { keyName, type KeyPress } from './key-name.js';
import { shortcutOf, type ShortcutName } from './shortcuts.js';

/** Returns false to let an older handler, or the browser, have the key. */
export type Handler = () => boolean | void;
type Press = KeyPress & {
  isComposing: boolean;
  defaultPrevented: boolean;
  target: unknown;
  getModifierState?: (key: string) => boolean;
};

export type Dispatcher = {
  register: (name: ShortcutName, handler: Handler) => () => void;
  /** True when a handler took the key. */
  dispatch: (event: Press) => boolean;
  setEnabled: (enabled: boolean) => void;
};

/** Single keys are for moving about; these keep their meaning even when shortcuts are switched off (WCAG 2.1.4). */
const always: readonly ShortcutName[] = ['back'];

export function createDispatcher(isTypingTarget: (target: unknown, key: string) => boolean): Dispatcher {
  const handlers = new Map<ShortcutName, Handler[]>();
  let enabled = true;

  return {
    register(name, handler) {
      handlers.set(name, [...(handlers.get(name) ?? []), handler]);
      return () =>
        handlers.set(
          name,
          (handlers.get(name) ?? []).filter((other) => other !== handler),
        );
    },
    setEnabled(value) {
      enabled = value;
    },
    dispatch(event) {
      if (event.isComposing || event.defaultPrevented || event.getModifierState?.('AltGraph')) return false;
      const key = keyName(event);
      const name = shortcutOf(key);
      if (!name || isTypingTarget(event.target, key)) return false;
      if (!enabled && !always.includes(name)) return false;
      return (handlers.get(name) ?? []).toReversed().some((handler) => handler() !== false);
    },
  };
}
