import { paragraphDirection } from '@diwan/tickets';
import { useEditorState, type Editor } from '@tiptap/react';
import {
  Bold,
  ImagePlus,
  Italic,
  Link,
  List,
  ListOrdered,
  Paperclip,
  PilcrowLeft,
  PilcrowRight,
  TextQuote,
} from 'lucide-react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Toolbar } from 'react-aria-components/Toolbar';
import { useState } from 'react';
import { useTranslate } from '../../../i18n/intl.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Field } from '../../../ui/forms/field.js';
import { inlineImageTypes } from './image-place.js';

/** Forces the other direction on the paragraph with the cursor. */
export function flipDirection(editor: Editor): void {
  const { $from } = editor.state.selection;
  const forced: unknown = $from.parent.attrs['dir'];
  const shown = forced === 'rtl' || forced === 'ltr' ? forced : paragraphDirection($from.parent.textContent);
  editor
    .chain()
    .focus()
    .setTextDirection(shown === 'rtl' ? 'ltr' : 'rtl')
    .run();
}

type EditorToolbarProps = {
  editor: Editor;
  onFiles: (files: Iterable<File>) => void;
  onImages: (images: Iterable<File>) => void;
};

export function EditorToolbar({ editor, onFiles, onImages }: EditorToolbarProps) {
  const t = useTranslate();
  const [linking, setLinking] = useState(false);
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      italic: current.isActive('italic'),
      bullets: current.isActive('bulletList'),
      numbers: current.isActive('orderedList'),
      quote: current.isActive('blockquote'),
      link: current.isActive('link'),
      rtl: current.state.selection.$from.parent.attrs['dir'] === 'rtl',
    }),
  });
  const chain = () => editor.chain().focus();
  return (
    <>
      <Toolbar aria-label={t('composer.formatting')} className="flex flex-wrap items-center gap-0.5">
        <IconButton label={t('composer.bold')} pressed={active.bold} onPress={() => chain().toggleBold().run()}>
          <Bold aria-hidden="true" size={16} />
        </IconButton>
        <IconButton label={t('composer.italic')} pressed={active.italic} onPress={() => chain().toggleItalic().run()}>
          <Italic aria-hidden="true" size={16} />
        </IconButton>
        <IconButton
          label={t('composer.bullets')}
          pressed={active.bullets}
          onPress={() => chain().toggleBulletList().run()}
        >
          <List aria-hidden="true" size={16} className="mirror" />
        </IconButton>
        <IconButton
          label={t('composer.numbers')}
          pressed={active.numbers}
          onPress={() => chain().toggleOrderedList().run()}
        >
          <ListOrdered aria-hidden="true" size={16} />
        </IconButton>
        <IconButton label={t('composer.quote')} pressed={active.quote} onPress={() => chain().toggleBlockquote().run()}>
          <TextQuote aria-hidden="true" size={16} className="mirror" />
        </IconButton>
        <IconButton
          label={t('composer.link')}
          pressed={active.link}
          onPress={() => (active.link ? chain().unsetLink().run() : setLinking(true))}
        >
          <Link aria-hidden="true" size={16} />
        </IconButton>
        <IconButton label={t('composer.direction')} shortcut="Ctrl+Shift+X" onPress={() => flipDirection(editor)}>
          {active.rtl ? <PilcrowLeft aria-hidden="true" size={16} /> : <PilcrowRight aria-hidden="true" size={16} />}
        </IconButton>
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={inlineImageTypes}
          onSelect={(images) => images && onImages([...images])}
        >
          <IconButton label={t('composer.image')}>
            <ImagePlus aria-hidden="true" size={16} />
          </IconButton>
        </FileTrigger>
        <FileTrigger allowsMultiple onSelect={(files) => files && onFiles([...files])}>
          <IconButton label={t('composer.attach')}>
            <Paperclip aria-hidden="true" size={16} />
          </IconButton>
        </FileTrigger>
      </Toolbar>
      {linking ? <LinkDialog editor={editor} onClose={() => setLinking(false)} /> : null}
    </>
  );
}

function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useTranslate();
  const [address, setAddress] = useState('https://');
  const set = () => {
    onClose();
    const href = address.trim();
    if (!/^(https?:\/\/|mailto:)./.test(href)) return;
    const { empty } = editor.state.selection;
    if (empty)
      editor
        .chain()
        .focus()
        .insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] })
        .run();
    else editor.chain().focus().setLink({ href }).run();
  };
  return (
    <Dialog title={t('composer.link')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          // A portal's submit still bubbles through React to forms around the composer.
          event.stopPropagation();
          set();
        }}
      >
        <Field label={t('composer.linkAddress')} code autoFocus value={address} onChange={setAddress} />
        <Button type="submit" look="primary">
          {t('action.save')}
        </Button>
      </form>
    </Dialog>
  );
}
