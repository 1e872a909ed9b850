/** Short news at the bottom; with Undo where something can be taken back (also `Z`). */
import { X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslate } from '../i18n/intl.js';
import { createUndoStack } from '../keyboard/undo-stack.js';
import { useShortcut } from '../keyboard/use-shortcut.js';
import { Button, IconButton } from './button.js';

type Toast = {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  action?: { label: string; run: () => void };
  undoId?: number;
  until: number;
};

export const undoMilliseconds = 8_000;
const undoStack = createUndoStack();
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next.slice(-3);
  for (const listener of listeners) listener();
}

export function showToast(toast: {
  text: string;
  tone?: Toast['tone'];
  action?: Toast['action'];
  milliseconds?: number;
}): void {
  const { milliseconds = undoMilliseconds, tone = 'plain', text, action } = toast;
  set([...toasts, { id: nextId++, text, tone, until: Date.now() + milliseconds, ...(action ? { action } : {}) }]);
}

export function showUndo(text: string, undo: () => void, milliseconds = undoMilliseconds): void {
  const until = Date.now() + milliseconds;
  const undoId = undoStack.push({ label: text, expiresAt: until, undo });
  set([...toasts, { id: nextId++, text, tone: 'plain', until, undoId }]);
}

/** For what already stands on the page with its own way back: `Z` takes it back, and no toast covers anything. */
export function rememberUndo(label: string, undo: () => void): void {
  undoStack.push({ label, expiresAt: Date.now() + undoMilliseconds, undo });
}

function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function Toasts() {
  const t = useTranslate();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  useShortcut('undo', () => {
    const last = undoStack.alive(Date.now()).at(-1);
    if (!last) return false;
    undoStack.undo(last.id, Date.now());
    set(toasts.filter((toast) => toast.undoId !== last.id));
    return true;
  });
  useEffect(() => {
    const first = shown[0];
    if (!first) return;
    const soonest = Math.min(...shown.map(({ until }) => until));
    const timer = setTimeout(
      () => set(toasts.filter(({ until }) => until > Date.now())),
      Math.max(0, soonest - Date.now()) + 20,
    );
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed start-0 bottom-4 z-50 flex max-w-full flex-col items-start gap-2 px-4 lg:ms-[220px]"
    >
      {shown.map((toast) => (
        <div
          key={toast.id}
          className={`pointer-events-auto flex max-w-[560px] items-center gap-2 rounded-card border px-3 py-1.5 shadow-overlay ${toast.tone === 'bad' ? 'border-danger bg-danger-soft text-text' : 'border-border bg-bg'}`}
        >
          <span className="py-1 text-ui">{toast.text}</span>
          {toast.undoId === undefined ? null : (
            <Button
              look="quiet"
              size="small"
              onPress={() => {
                if (toast.undoId !== undefined) undoStack.undo(toast.undoId, Date.now());
                dismiss(toast.id);
              }}
            >
              <span className="font-medium text-accent">{t('action.undo')}</span>
            </Button>
          )}
          {toast.action ? (
            <Button
              look="quiet"
              size="small"
              onPress={() => {
                toast.action?.run();
                dismiss(toast.id);
              }}
            >
              <span className="font-medium text-accent">{toast.action.label}</span>
            </Button>
          ) : null}
          <IconButton label={t('action.dismiss')} onPress={() => dismiss(toast.id)}>
            <X aria-hidden="true" size={15} />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
