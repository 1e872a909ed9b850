import type { DefaultTreeAdapterTypes } from 'parse5';
import { elementsOf } from '../reply-text/tree.js';

/** Removes the sanitiser's own marks, which only the search for the quote needs. */
export function takeMarks(root: DefaultTreeAdapterTypes.ParentNode): void {
  for (const element of elementsOf(root)) {
    if (element.attrs.length > 0) element.attrs = element.attrs.filter((attribute) => attribute.name !== 'data-mark');
  }
}
