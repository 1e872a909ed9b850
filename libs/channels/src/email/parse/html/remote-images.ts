import { parseFragment } from 'parse5';
import { attribute, elementsOf } from '../reply-text/tree.js';

/** What fits into the query of a link; trackers stay far below. */
const longestAddress = 4000;

/** @param html sanitised on arrival. @returns the addresses of its held-back images, each once, http and https only. */
export function remoteImagesOf(html: string): string[] {
  if (!html.includes('data-remote-src')) return [];
  const addresses = new Set<string>();
  for (const element of elementsOf(parseFragment(html))) {
    const address = element.tagName === 'img' ? (attribute(element, 'data-remote-src') ?? '') : '';
    if (/^https?:/i.test(address) && address.length <= longestAddress) addresses.add(address);
  }
  return [...addresses];
}
