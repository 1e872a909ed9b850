import { useSession } from '../api/session.js';
import { useTranslate, type MessageId } from '../i18n/intl.js';
import { shortcutNames, shortcuts } from '../keyboard/shortcuts.js';
import { Dialog } from '../ui/dialog.js';

const inComposer: [keys: string, name: MessageId][] = [
  ['Ctrl/⌘ + Enter', 'composer.send'],
  ['Ctrl/⌘ + Shift + Enter', 'composer.sendAndSolve'],
  ['Ctrl/⌘ + Shift + X', 'composer.direction'],
  ['Esc', 'shortcut.leaveEditor'],
];
const shown: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

/** Capital letters, as they stand on the keys. */
function keyCaps(key: string): string {
  return key
    .split('+')
    .map((part) => shown[part] ?? (part.length > 1 ? part : part.toUpperCase()))
    .join(' + ');
}

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslate();
  const { shortcuts: enabled } = useSession().agent.preferences;
  return (
    <Dialog title={t('shortcut.title')} isOpen={isOpen} onClose={onClose} wide>
      {enabled ? null : <p className="rounded-control bg-warn-soft px-3 py-2 text-ui">{t('shortcut.off')}</p>}
      <dl className="grid grid-cols-1 gap-x-8 sm:grid-cols-2">
        {shortcutNames.map((name) => (
          <Row key={name} label={t(`shortcut.${name}`)} keys={shortcuts[name].map(keyCaps)} />
        ))}
      </dl>
      <h3 className="text-ui font-semibold">{t('shortcut.inComposer')}</h3>
      <dl className="grid grid-cols-1 gap-x-8 sm:grid-cols-2">
        {inComposer.map(([keys, name]) => (
          <Row key={name} label={t(name)} keys={[keys]} />
        ))}
      </dl>
    </Dialog>
  );
}

function Row({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-3 border-b border-border text-ui">
      <dt>{label}</dt>
      <dd className="flex gap-1" dir="ltr">
        {keys.map((key) => (
          <kbd key={key} className="rounded-[4px] border border-border bg-subtle px-1.5 text-meta">
            {key}
          </kbd>
        ))}
      </dd>
    </div>
  );
}
