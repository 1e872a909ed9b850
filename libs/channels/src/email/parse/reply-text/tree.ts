// Reading a parse5 tree without walking more of it than the question needs.
import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((attr) => attr.name === name)?.value ?? null;
}

/** All elements below `root` in document order. */
export function* elementsOf(root: ParentNode): Generator<Element> {
  const waiting = root.childNodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let at = node.childNodes.length - 1; at >= 0; at--) waiting.push(node.childNodes[at] as Element);
  }
}

/** Whether anything is to be read in `node`, up to `until` (exclusive) in document order. Images count as content. */
export function hasText(node: Node, until: Node | null = null): boolean {
  return search(node, until) === 'text';
}

function search(node: Node, until: Node | null): 'text' | 'reached' | 'nothing' {
  if (node === until) return 'reached';
  if (node.nodeName === '#text') return isBlank((node as DefaultTreeAdapterTypes.TextNode).value) ? 'nothing' : 'text';
  if (node.nodeName === 'img') return 'text';
  if (!('childNodes' in node)) return 'nothing';
  for (const child of node.childNodes) {
    const found = search(child, until);
    if (found !== 'nothing') return found;
  }
  return 'nothing';
}

function isBlank(text: string): boolean {
  return !/[^\s\u00a0\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/.test(text);
}

const line = new Set('br p div tr li table blockquote hr h1 h2 h3 h4 h5 h6'.split(' '));
const blanks = /\s+/g;

/** The first `length` characters of text with LF at blocks; looks at a bounded number of nodes. */
export function firstText(node: Node, length: number): string {
  const budget = { nodes: 80, text: '' };
  collect(node, length, budget);
  return budget.text.slice(0, length);
}

function collect(node: Node, length: number, budget: { nodes: number; text: string }): void {
  if (budget.nodes-- <= 0 || budget.text.length >= length) return;
  if (node.nodeName === '#text') budget.text += startOf((node as DefaultTreeAdapterTypes.TextNode).value, length);
  if (!('childNodes' in node)) return;
  const ownLine = line.has(node.nodeName);
  if (ownLine) budget.text += '\n';
  for (const child of node.childNodes) collect(child, length, budget);
  if (ownLine && node.nodeName !== 'br') budget.text += '\n';
}

/** The beginning of a text with its white space squeezed: `length` characters, or all where squeezing may leave fewer. */
function startOf(text: string, length: number): string {
  const start = text.slice(0, length * 2).replace(blanks, ' ');
  return start.length >= length || text.length <= length * 2 ? start : text.replace(blanks, ' ');
}
