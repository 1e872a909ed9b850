import { useEditorState, type Editor } from '@tiptap/react';
import { useId } from 'react';
import { useTranslate } from '../../../i18n/intl.js';

/** The image that is selected, or stands right before the caret: one that has just been put in, for instance. */
function imageAtCaret({ selection }: Editor['state']): { position: number; description: string } | null {
  const { $from, from } = selection;
  const selected = 'node' in selection ? $from.nodeAfter : null;
  const node = selected ?? $from.nodeBefore;
  if (node?.type.name !== 'image') return null;
  return { position: selected ? from : from - node.nodeSize, description: String(node.attrs['alt'] ?? '') };
}

/** Asks what an image shows, and keeps nobody from sending without an answer: its file's name stands there already. */
export function ImageDescription({ editor }: { editor: Editor }) {
  const t = useTranslate();
  const id = useId();
  const image = useEditorState({ editor, selector: ({ editor: current }) => imageAtCaret(current.state) });
  if (!image) return null;
  const describe = (description: string) =>
    editor.commands.command(({ tr }) => {
      tr.setNodeAttribute(image.position, 'alt', description);
      return true;
    });
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-4 py-1">
      <label htmlFor={id} className="text-meta text-muted">
        {t('composer.imageDescription')}
      </label>
      <input
        id={id}
        dir="auto"
        type="text"
        maxLength={300}
        value={image.description}
        onChange={(event) => describe(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          editor.commands.focus();
        }}
        className="min-h-7 min-w-48 grow rounded-control border border-control bg-bg px-2 text-ui text-text"
      />
    </div>
  );
}
