/** Images in the text: `cid:` in the draft and in the mail, shown from where their upload is (RFC 2392). */
import { Image, type ImageOptions } from '@tiptap/extension-image';
import { DOMSerializer } from '@tiptap/pm/model';
import type { Editor } from '@tiptap/react';

type InlineImageOptions = ImageOptions & {
  /** Whether a file of the draft has this content id. */
  knows: (contentId: string) => boolean;
};

export const InlineImage = Image.extend<InlineImageOptions>({
  addOptions() {
    return { inline: true, allowBase64: false, HTMLAttributes: {}, resize: false, knows: () => false };
  },
  addAttributes() {
    return {
      ...this.parent?.(),
      src: {
        default: '',
        parseHTML: sourceOf,
        renderHTML: ({ src }) => ({ src: uploadAddress(String(src)), 'data-cid': String(src) }),
      },
    };
  },
  // Other images of what is pasted live elsewhere, and recipients would see none of them.
  parseHTML() {
    const isOurs = (element: HTMLElement) => this.options.knows(sourceOf(element).slice('cid:'.length));
    return [{ tag: 'img[data-cid], img[src^="cid:"]', getAttrs: (element) => (isOurs(element) ? null : false) }];
  },
});

function sourceOf(element: HTMLElement): string {
  return element.dataset['cid'] ?? element.getAttribute('src') ?? '';
}

/** The server makes content ids of the ids of uploads, and this address works as long as the draft lives. */
function uploadAddress(source: string): string {
  return `/api/attachments/${source.replace(/^cid:|@.*$/g, '')}/content`;
}

/** What is kept and sent; '' when nothing is written. Made in a document that loads no images. */
export function writtenHtml({ isEmpty, schema, state }: Editor): string {
  if (isEmpty) return '';
  const inert = document.implementation.createHTMLDocument();
  const holder = inert.createElement('div');
  DOMSerializer.fromSchema(schema).serializeFragment(state.doc.content, { document: inert }, holder);
  for (const image of holder.querySelectorAll('img')) {
    image.setAttribute('src', sourceOf(image));
    delete image.dataset['cid'];
  }
  return holder.innerHTML;
}
