// Finds the quote in a sanitised tree by structure and puts it into <div data-quote>, so that the inbox can fold it away.
import { defaultTreeAdapter, type DefaultTreeAdapterTypes } from 'parse5';
import type { QuoteMark } from './quote-marks.js';
import {
  isAttribution,
  isForwardLine,
  isHeaderBlock,
  isOriginalMessageLine,
  mayBeAttribution,
  plainLine,
} from './quote-lines.js';
import { attribute, elementsOf, firstText, hasText, isElement } from './tree.js';

type Element = DefaultTreeAdapterTypes.Element;
type ChildNode = DefaultTreeAdapterTypes.ChildNode;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

/** `found`: a wrapped quote with new text before it. `answered`: there are answers inside or behind the quote; nothing was wrapped. */
export type HtmlQuote = 'found' | 'answered' | 'forwarded' | 'none';

export function wrapHtmlQuote(root: ParentNode): HtmlQuote {
  const candidate = firstQuote(root);
  if (candidate === null) return 'none';
  const { element, toEnd } = candidate;
  if (openingLines(element).some(isForwardLine)) return 'forwarded';
  if (!hasText(root, element)) return 'none';
  if (!toEnd && (answeredInside(element) || textBehind(element))) return 'answered';
  wrapFrom(withPrefix(element), toEnd ? null : element);
  return 'found';
}

type Candidate = { element: Element; toEnd: boolean };

function firstQuote(root: ParentNode): Candidate | null {
  for (const element of elementsOf(root)) {
    const mark = attribute(element, 'data-mark') as QuoteMark | null;
    if (mark === 'container') return { element, toEnd: false };
    if (mark === 'start') return { element, toEnd: true };
    if (mayStartQuote.has(element.nodeName) && startsQuote(element)) return { element, toEnd: true };
  }
  return null;
}

const mayStartQuote = new Set(['div', 'p', 'blockquote', 'span', 'table']);

/** What `plainLine` may leave as the first character of such a line: almost every element is told by it alone. */
const firstCharacter = /^[\s*\u0640\u061c\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069]*[-_=fbماأإآٱفبش]/i;

/** Samsung's and desktop Outlook's blocks carry no class: their first lines tell. */
function startsQuote(element: Element): boolean {
  const start = firstText(element, 60);
  if (!firstCharacter.test(start)) return false;
  if (!/^(?:[-_=]{2}|from|begin|من|از|فرستنده|المرسل|بدایة|شروع|اغاز)/i.test(plainLine(start))) return false;
  const lines = openingLines(element);
  return isForwardLine(lines[0] ?? '') || isOriginalMessageLine(lines[0] ?? '') || isHeaderBlock(lines);
}

function openingLines(element: Element): string[] {
  return firstText(element, 800)
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '');
}

/** Gmail: text behind the last blockquote of the quote's container is an answer. */
function answeredInside(container: Element): boolean {
  if (container.nodeName === 'blockquote') return false;
  const last = container.childNodes.findLastIndex((child) => child.nodeName === 'blockquote');
  return last >= 0 && container.childNodes.slice(last + 1).some((child) => hasText(child));
}

function textBehind(element: Element): boolean {
  for (let node: ChildNode | ParentNode | null = element; node !== null && 'parentNode' in node;) {
    const parent: ParentNode | null = node.parentNode;
    if (parent === null) return false;
    if (parent.childNodes.slice(parent.childNodes.indexOf(node as ChildNode) + 1).some((next) => hasText(next)))
      return true;
    node = parent;
  }
  return false;
}

/** The quote's own introduction ("On … wrote:", a rule) stands before it in the same parent. */
function withPrefix(element: Element): ChildNode {
  const siblings = element.parentNode?.childNodes ?? [];
  let first: ChildNode = element;
  for (let at = siblings.indexOf(element) - 1; at >= 0; at--) {
    const sibling = siblings[at] as ChildNode;
    if (sibling.nodeName === 'hr') first = sibling;
    else if (hasText(sibling)) return isPrefix(sibling) ? sibling : first;
  }
  return first;
}

function isPrefix(node: ChildNode): boolean {
  if (isElement(node) && attribute(node, 'data-mark') === 'prefix') return true;
  const line = plainLine(firstText(node, 700).replaceAll('\n', ' '));
  return isAttribution(line) || mayBeAttribution(line);
}

/** Wraps `first` and what follows: up to `last` in the same parent, or to the end of the mail. */
function wrapFrom(first: ChildNode, last: Element | null): void {
  const parent = first.parentNode;
  if (parent === null) return;
  wrapSiblings(
    parent,
    parent.childNodes.indexOf(first),
    last === null ? parent.childNodes.length : parent.childNodes.indexOf(last) + 1,
  );
  if (last !== null) return;
  for (let node: ParentNode = parent; 'parentNode' in node && node.parentNode !== null; node = node.parentNode) {
    const above: ParentNode = node.parentNode;
    const from = above.childNodes.indexOf(node as ChildNode) + 1;
    if (above.childNodes.slice(from).some((next) => hasText(next))) wrapSiblings(above, from, above.childNodes.length);
  }
}

function wrapSiblings(parent: ParentNode, from: number, to: number): void {
  // A div cannot stand between the rows of a table.
  if (/^(table|thead|tbody|tfoot|tr|colgroup)$/.test(parent.nodeName)) return;
  const quoted = parent.childNodes.slice(from, to);
  const wrapper = defaultTreeAdapter.createElement('div', (parent as Element).namespaceURI ?? htmlNamespace, [
    { name: 'data-quote', value: '' },
  ]);
  const next = parent.childNodes[to];
  for (const node of quoted) {
    defaultTreeAdapter.detachNode(node);
    defaultTreeAdapter.appendChild(wrapper, node);
  }
  if (next === undefined) defaultTreeAdapter.appendChild(parent, wrapper);
  else defaultTreeAdapter.insertBefore(parent, wrapper, next);
}

const htmlNamespace = 'http://www.w3.org/1999/xhtml' as Element['namespaceURI'];
