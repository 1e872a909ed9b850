import type { Attachment } from '@diwan/contracts';
import type { Editor } from '@tiptap/react';
import type { Transaction } from '@tiptap/pm/state';

/** What mail programs show in a line; the file itself stays as large as it is. */
const widestPixels = 640;
const types: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** For the file dialog. */
export const inlineImageTypes = [...types];

/** Whether mail programs show it inside a text. */
export function canStandInText(file: File): boolean {
  return types.has(file.type);
}

/** Puts an image that has arrived into the text. False: it is no image, or the text is gone; it stays an ordinary file. */
export type Place = (attachment: Attachment) => Promise<boolean>;

/** Keeps a place in the text for an image on its way up, wherever typing moves it meanwhile. */
export function keepPlace(editor: Editor, image: File, at: number): Place {
  let position = at;
  const follow = ({ transaction }: { transaction: Transaction }) => {
    position = transaction.mapping.map(position);
  };
  editor.on('transaction', follow);
  const measured = pixelWidth(image);
  return async ({ contentId, name }) => {
    const width = await measured;
    editor.off('transaction', follow);
    if (editor.isDestroyed || width === null || contentId === null) return false;
    const attrs = {
      src: `cid:${contentId}`,
      alt: name.replace(/\.\w+$/, ''),
      // Outlook knows no other way to keep a photograph from being as wide as it is.
      width: width > widestPixels ? widestPixels : null,
    };
    return editor.commands.insertContentAt(position, { type: 'image', attrs }, { updateSelection: false });
  };
}

async function pixelWidth(file: File): Promise<number | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width } = bitmap;
    bitmap.close();
    return width;
  } catch {
    return null;
  }
}
