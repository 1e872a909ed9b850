/** Types that are shown inside a page when a message embeds them; everything else, SVG and HTML first of all, is only ever saved. */
const shownInline: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
]);

/** @param contentType told by the content, never by whoever sent it. */
export function isShownInline(contentType: string): boolean {
  return shownInline.has(contentType);
}
