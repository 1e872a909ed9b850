/** The rich-text editor, loaded when somebody begins to write. */
import type { Attachment } from '@diwan/contracts';
import { EditorContent, useEditor, type Editor as TiptapEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { keyName } from '../../../keyboard/key-name.js';
import { EditorToolbar, flipDirection } from './editor-toolbar.js';
import { ImageDescription } from './image-description.js';
import { canStandInText, keepPlace, type Place } from './image-place.js';
import { InlineImage, writtenHtml } from './inline-image.js';

type EditorProps = {
  label: string;
  placeholder: string;
  html: string;
  attachments: readonly Attachment[];
  /** Empty string when nothing is written. */
  onChange: (html: string) => void;
  onSend: (solve: boolean) => void;
  onFiles: (files: Iterable<File>, place?: Place) => void;
  footer: ReactNode;
  children: ReactNode;
};

export function Editor({ label, placeholder, html, footer, children, ...props }: EditorProps) {
  // Tiptap keeps the first handlers it is given; these always point at the newest.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const take = (files: Iterable<File>, at: number) => {
    for (const file of files) {
      latest.current.onFiles([file], canStandInText(file) ? keepPlace(editor, file, at) : undefined);
    }
  };
  const editor: TiptapEditor = useEditor({
    extensions: [
      InlineImage.configure({
        knows: (id) => latest.current.attachments.some(({ contentId }) => contentId === id),
      }),
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
      handlePaste: (view, event) => {
        if (!bringsFiles(event.clipboardData)) return false;
        view.dispatch(view.state.tr.deleteSelection());
        take(event.clipboardData?.files ?? [], view.state.selection.from);
        return true;
      },
      handleDrop: (view, event) => {
        if (!bringsFiles(event.dataTransfer)) return false;
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
        take(event.dataTransfer?.files ?? [], place?.pos ?? view.state.selection.from);
        return true;
      },
    },
    onUpdate: ({ editor: current }) => latest.current.onChange(writtenHtml(current)),
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
      <ImageDescription editor={editor} />
      {footer}
      <div className="flex flex-wrap items-center gap-1 px-3 pt-1 pb-3">
        <EditorToolbar
          editor={editor}
          onFiles={props.onFiles}
          onImages={(images) => take(images, editor.state.selection.from)}
        />
        {children}
      </div>
    </>
  );
}

/**
 * Text copied from office programs brings a picture of itself along; the text is what is meant. So does an image that is
 * only moved within the editor, which marks what is its own.
 */
function bringsFiles(data: DataTransfer | null): boolean {
  if (!data || data.files.length === 0) return false;
  const { body } = new DOMParser().parseFromString(data.getData('text/html'), 'text/html');
  return body.textContent.trim() === '' && body.querySelector('[data-pm-slice]') === null;
}
