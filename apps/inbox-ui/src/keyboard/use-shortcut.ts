import { useEffect, useRef } from 'react';
import { createDispatcher, type Handler } from './dispatcher.js';
import type { ShortcutName } from './shortcuts.js';

const typing = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]';
/** Inside these, arrows, Enter and Escape belong to the widget (React Aria), not to the page. */
const ownKeys = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]:not([data-tickets])';
const activating = 'button, a, summary, [role="button"]';

function isTypingTarget(target: unknown, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(typing) || target.closest(ownKeys)) return true;
  return key === 'Enter' && target.closest(activating) !== null;
}

export const dispatcher = createDispatcher(isTypingTarget);

window.addEventListener('keydown', (event) => {
  if (dispatcher.dispatch(event)) event.preventDefault();
});

/** Registers while mounted. The handler may change on every render without re-registering. */
export function useShortcut(name: ShortcutName, handler: Handler): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => dispatcher.register(name, () => latest.current()), [name]);
}
