import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';

/** Read out once each time that somebody begins; the dots are for the eyes. */
export function TypingIndicator({ name, isTyping }: { name: string; isTyping: boolean }) {
  const t = useTranslate();
  const text = isTyping ? t('chat.typing', { name: isolated(name) }) : '';
  return (
    <div
      aria-live="polite"
      className={isTyping ? 'flex items-center gap-2 self-start text-meta text-muted' : 'sr-only'}
    >
      {isTyping ? (
        <span
          aria-hidden="true"
          className="typing-dots inline-flex gap-1 rounded-bubble border border-border bg-bg px-3 py-2.5"
        >
          <i />
          <i />
          <i />
        </span>
      ) : null}
      {text}
    </div>
  );
}
