// Readable text of a sanitised tree, for mails that bring no text of their own. One walk, linear in the tree.
import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

export type TextOptions = { leaveOut?: string; describeImages?: boolean };

const block =
  /^(address|article|blockquote|center|div|dl|dt|dd|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|pre|section|table|tr|ul|caption)$/;
const spaced = /^(p|h[1-6]|blockquote|ul|ol|dl|table)$/;

/**
 * @param options `leaveOut`: elements with this attribute are skipped. `describeImages`: their alternative text stands in
 * brackets; strangers' mail is full of such texts for what is only decoration.
 * @returns lines joined by LF; quotes as `> `, list items as `- `, cells separated by a tab. Links leave their text.
 */
export function htmlToText(root: Node, options: TextOptions = {}): string {
  const writer = new TextWriter(options);
  writer.node(root, false);
  return writer.finish();
}

class TextWriter {
  private readonly lines: string[] = [];
  private line = '';
  /** Kept beside `line`: looking at the end of a growing string flattens it every time. */
  private afterSpace = true;
  private quote = 0;
  private blankWanted = false;

  constructor(private readonly options: TextOptions) {}

  finish(): string {
    this.breakLine();
    return this.lines.join('\n').replace(/^\n+/, '').trimEnd();
  }

  node(node: Node, pre: boolean): void {
    if (node.nodeName === '#text') this.text((node as DefaultTreeAdapterTypes.TextNode).value, pre);
    else if (node.nodeName === 'img') this.image(node as Element);
    else if ('childNodes' in node) this.element(node as Element, pre);
  }

  private element(element: Element, pre: boolean): void {
    const name = element.nodeName;
    if (this.isLeftOut(element)) return;
    if (name === 'br') return this.hardBreak();
    this.edge(name);
    if (name === 'blockquote') this.quote++;
    if (name === 'li') this.startLine('- ');
    for (const child of element.childNodes) this.node(child, pre || name === 'pre');
    if ((name === 'td' || name === 'th') && this.line !== '') this.startLine(`${this.line}\t`);
    this.edge(name);
    if (name === 'blockquote') this.quote--;
  }

  /** A block begins and ends on a line of its own, some with an empty line around them. */
  private edge(name: string): void {
    if (block.test(name)) this.breakLine();
    if (spaced.test(name)) this.blankWanted = true;
  }

  /** The root of a fragment has no attributes. */
  private isLeftOut({ attrs }: Partial<Element>): boolean {
    const { leaveOut } = this.options;
    return leaveOut !== undefined && attrs !== undefined && attrs.some((attr) => attr.name === leaveOut);
  }

  private image({ attrs }: Element): void {
    const alt = attrs.find((attr) => attr.name === 'alt')?.value.trim() ?? '';
    if (this.options.describeImages && alt !== '') this.text(`[${alt}]`, false);
  }

  private text(value: string, pre: boolean): void {
    if (!pre) {
      const squeezed = value.replace(/[ \t\r\n\f]+/g, ' ');
      const addition = this.afterSpace ? squeezed.replace(/^ /, '') : squeezed;
      if (addition === '') return;
      this.line += addition;
      this.afterSpace = addition.endsWith(' ');
      return;
    }
    const [first, ...rest] = value.split('\n');
    this.line += first ?? '';
    this.afterSpace = false;
    for (const next of rest) {
      this.hardBreak();
      this.line = next;
      this.afterSpace = false;
    }
  }

  private startLine(line: string): void {
    this.line = line;
    this.afterSpace = true;
  }

  private hardBreak(): void {
    this.push(this.line);
    this.startLine('');
  }

  private breakLine(): void {
    if (this.line.trim() !== '') this.push(this.line);
    this.startLine('');
  }

  private push(line: string): void {
    const quote = '> '.repeat(Math.min(this.quote, 20));
    if (this.blankWanted && this.lines.length > 0 && this.lines.at(-1)?.replace(/[> ]+/, '') !== '')
      this.lines.push(quote.trimEnd());
    this.blankWanted = false;
    this.lines.push((quote + line.replace(/\u00a0/g, ' ')).trimEnd());
  }
}
