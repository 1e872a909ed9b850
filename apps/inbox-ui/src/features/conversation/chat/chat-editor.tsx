import { Paperclip } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useTranslate } from '../../../i18n/intl.js';
import { keyName } from '../../../keyboard/key-name.js';
import { IconButton } from '../../../ui/button.js';
import { htmlOfText, textOfHtml } from './chat-text.js';

type ChatEditorProps = {
  label: string;
  placeholder: string;
  html: string;
  onChange: (html: string) => void;
  onSend: (solve: boolean) => void;
  onFiles: (files: Iterable<File>) => void;
  footer: ReactNode;
  children: ReactNode;
};

/** Plain text, for that is what a visitor gets. Enter sends, Shift+Enter begins a line. */
export function ChatEditor({ label, placeholder, html, onChange, onSend, onFiles, footer, children }: ChatEditorProps) {
  const t = useTranslate();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const end = box.current?.value.length ?? 0;
    box.current?.focus();
    box.current?.setSelectionRange(end, end);
  }, []);
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // 229: Safari's Enter that ends a composition no longer says that it belongs to one.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const key = keyName(event.nativeEvent);
    if (key === 'Enter' || key === 'Mod+Enter' || key === 'Mod+Shift+Enter') {
      event.preventDefault();
      onSend(key === 'Mod+Shift+Enter');
    } else if (key === 'Escape') {
      // Leaves the editor; the next Escape belongs to the page.
      box.current?.blur();
      event.stopPropagation();
    }
  };
  return (
    <>
      <textarea
        ref={box}
        dir="auto"
        rows={2}
        aria-label={label}
        placeholder={placeholder}
        value={textOfHtml(html)}
        onChange={(event) => onChange(htmlOfText(event.target.value))}
        onKeyDown={press}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
          event.preventDefault();
          onFiles(event.clipboardData.files);
        }}
        className="field-sizing-content max-h-48 min-h-14 w-full resize-none bg-transparent px-4 py-2 text-message text-text outline-none placeholder:text-muted"
      />
      {footer}
      <div className="flex flex-wrap items-center gap-1 px-3 pt-1 pb-3">
        <FileTrigger allowsMultiple onSelect={(files) => files && onFiles([...files])}>
          <IconButton label={t('composer.attach')}>
            <Paperclip aria-hidden="true" size={16} />
          </IconButton>
        </FileTrigger>
        <span className="text-meta text-muted max-md:sr-only">{t('chat.keys')}</span>
        {children}
      </div>
    </>
  );
}
