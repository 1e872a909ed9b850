/** The rich-text editor, loaded when somebody begins to write. */
import { EditorContent, useEditor, type Editor as TiptapEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { keyName } from '../../../keyboard/key-name.js';
import { EditorToolbar, flipDirection } from './editor-toolbar.js';

type EditorProps = {
  label: string;
  placeholder: string;
  html: string;
  /** Empty string when nothing is written. */
  onChange: (html: string) => void;
  onSend: (solve: boolean) => void;
  onFiles: (files: Iterable<File>) => void;
  footer: ReactNode;
  children: ReactNode;
};

export function Editor({ label, placeholder, html, onChange, onSend, onFiles, footer, children }: EditorProps) {
  // Tiptap keeps the first handlers it is given; these always point at the newest.
  const latest = useRef({ onChange, onSend, onFiles });
  useEffect(() => {
    latest.current = { onChange, onSend, onFiles };
  });
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: false,
        codeBlock: false,
        link: { openOnClick: false, defaultProtocol: 'https' },
      }),
    ],
    content: html,
    autofocus: 'end',
    // Each block says its own direction and keeps it in the HTML, so that the recipient sees what was written.
    textDirection: 'auto',
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        class: 'editor min-h-24 px-4 py-2 text-message outline-none',
      },
      handleKeyDown: (view, event) => {
        const key = keyName(event);
        if (key === 'Mod+Enter' || key === 'Mod+Shift+Enter') {
          latest.current.onSend(key === 'Mod+Shift+Enter');
          return true;
        }
        if (key === 'Escape') {
          // Leaves the editor; the next Escape belongs to the page.
          view.dom.blur();
          event.stopPropagation();
          return true;
        }
        return false;
      },
      handlePaste: (_, event) => takeFiles(event.clipboardData, latest.current.onFiles),
      handleDrop: (_, event) => takeFiles(event.dataTransfer, latest.current.onFiles),
    },
    onUpdate: ({ editor: current }) => latest.current.onChange(contentOf(current)),
  });
  return (
    <>
      <div
        className="relative min-h-0 grow overflow-y-auto"
        onKeyDown={(event) => {
          if (keyName(event.nativeEvent) !== 'Mod+Shift+x') return;
          event.preventDefault();
          flipDirection(editor);
        }}
      >
        {editor.isEmpty ? (
          <p aria-hidden="true" className="pointer-events-none absolute px-4 py-2 text-message text-muted">
            {placeholder}
          </p>
        ) : null}
        <EditorContent editor={editor} />
      </div>
      {footer}
      <div className="flex flex-wrap items-center gap-1 px-3 pt-1 pb-3">
        <EditorToolbar editor={editor} onFiles={onFiles} />
        {children}
      </div>
    </>
  );
}

function contentOf(editor: TiptapEditor): string {
  return editor.isEmpty ? '' : editor.getHTML();
}

/** True: handled here, the editor shall not see it. */
function takeFiles(data: DataTransfer | null, onFiles: (files: Iterable<File>) => void): boolean {
  // Text copied from office programs brings a picture of itself along; the text is what is meant.
  if (!data || data.files.length === 0 || data.types.includes('text/html')) return false;
  onFiles([...data.files]);
  return true;
}
