// Makes hostile HTML cheap: one linear pass over its tokens that drops what is never shown, closes what is left open,
// flattens deep nesting and stops at the size limit. Tree builders and sanitisers are quadratic on deep nesting (1 MB of
// nested divs), so they get to see only the result of this. It is no sanitiser.
import { TokenizerMode, type Token } from 'parse5';
import { mailLimits } from '../mail-limits.js';
import { tokenizeHtml, type HtmlReader, type HtmlTag, type RawTextMode } from './tokenize-html.js';

export type BalancedHtml = { html: string; truncated: boolean; flattened: boolean };

const voids = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);
/** Their content is not text to be shown. `title` is in the head, `xml` and `o:*` are Office islands kept as unknown tags. */
const rawText: Record<string, RawTextMode> = {
  style: TokenizerMode.RAWTEXT,
  script: TokenizerMode.SCRIPT_DATA,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
};
/** Opening the key closes an open element of the value, unless a `barrier` lies between. */
const implied: Record<string, string[]> = {
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  tr: ['tr'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  option: ['option'],
  thead: ['tbody', 'tfoot'],
  tbody: ['thead', 'tbody'],
  tfoot: ['thead', 'tbody'],
};
const closesParagraph =
  /^(address|article|aside|blockquote|center|div|dl|fieldset|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)$/;
const barrier = new Set(['table', 'ul', 'ol', 'dl']);
const cellBarrier = new Set(['table', 'td', 'th']);
/** Bytes that later steps add to a tag: rel and target, data-remote-src, the tbody of a row. */
const added: Record<string, number> = { a: 54, img: 12, tr: 15 };
/** Kept for the wrapper of the quote. */
const room = 1024;
const textPiece = 1024;

/** @param html decoded. @returns balanced HTML of at most `mailLimits.htmlBytes` bytes and `htmlNesting` levels. */
export function balanceHtml(html: string): BalancedHtml {
  const balancer = new Balancer();
  tokenizeHtml(html, balancer);
  return balancer.finish();
}

class Balancer implements HtmlReader {
  full = false;
  private flattened = false;
  private bytes = 0;
  private readonly output: string[] = [];
  private readonly open: string[] = [];
  /** Elements left out for depth, by name, so that their end tags do not close others. */
  private readonly leftOut = new Map<string, number>();
  private inRawText: string | null = null;
  /** Text comes in pieces: gathered here until the next tag. */
  private gathered = '';

  finish(): BalancedHtml {
    this.flushText();
    this.closeDownTo(0);
    return { html: this.output.join(''), truncated: this.full, flattened: this.flattened };
  }

  /** @param later bytes that closing it, the sanitiser and the serialiser will add. */
  private write(markup: string, later = 0): void {
    if (this.full) return;
    const bytes = Buffer.byteLength(markup) + later;
    this.full = this.bytes + bytes > mailLimits.htmlBytes - room;
    if (this.full) return;
    this.bytes += bytes;
    this.output.push(markup);
  }

  private closeDownTo(depth: number): void {
    while (this.open.length > depth) this.output.push(`</${this.open.pop()}>`);
  }

  text(characters: string): void {
    if (this.inRawText !== null || this.full) return;
    this.gathered += characters;
    if (this.gathered.length >= textPiece) this.flushText();
  }

  /** In pieces, so that one endless text is cut and not left out. */
  private flushText(): void {
    const characters = this.gathered;
    this.gathered = '';
    for (let at = 0; at < characters.length && !this.full; at += textPiece) {
      this.write(escapeText(characters.slice(at, at + textPiece)));
    }
  }

  tag(tag: HtmlTag): RawTextMode | null {
    this.flushText();
    if (this.full) return null;
    return tag.isEnd ? this.endTag(tag.name) : this.startTag(tag);
  }

  private startTag({ name, attrs, selfClosing }: HtmlTag): RawTextMode | null {
    const mode = rawText[name];
    if (mode !== undefined) {
      this.inRawText = name;
      return mode;
    }
    this.closeImplied(name);
    this.element(name, attributes(attrs), selfClosing);
    return null;
  }

  private element(tagName: string, attrs: string, selfClosing: boolean): void {
    const isVoid = voids.has(tagName) || selfClosing;
    if (!isVoid && this.open.length >= mailLimits.htmlNesting) {
      this.flattened = true;
      this.leftOut.set(tagName, (this.leftOut.get(tagName) ?? 0) + 1);
      return;
    }
    this.write(`<${tagName}${attrs}>`, (isVoid ? 0 : tagName.length + 3) + (added[tagName] ?? 0));
    if (!isVoid && !this.full) this.open.push(tagName);
    else if (selfClosing && !voids.has(tagName)) this.write(`</${tagName}>`);
  }

  private endTag(tagName: string): null {
    const leftOut = this.leftOut.get(tagName) ?? 0;
    if (this.inRawText === tagName) this.inRawText = null;
    else if (leftOut > 0) this.leftOut.set(tagName, leftOut - 1);
    else
      this.closeTo(
        (open) => open === tagName,
        tableTag(tagName) ? new Set(['table'].filter((t) => t !== tagName)) : cellBarrier,
      );
    return null;
  }

  private closeImplied(tagName: string): void {
    if (closesParagraph.test(tagName) && this.open.at(-1) === 'p') this.closeDownTo(this.open.length - 1);
    const targets = implied[tagName];
    if (targets !== undefined) this.closeTo((open) => targets.includes(open), barrier);
  }

  /** Closes the innermost matching element and all inside it; does nothing when a barrier comes first. */
  private closeTo(matches: (open: string) => boolean, barriers: ReadonlySet<string>): void {
    for (let depth = this.open.length - 1; depth >= 0; depth--) {
      const name = this.open[depth] as string;
      if (matches(name)) {
        this.closeDownTo(depth);
        return;
      }
      if (barriers.has(name)) return;
    }
  }
}

function tableTag(tagName: string): boolean {
  return /^(table|tbody|thead|tfoot|tr|td|th|caption)$/.test(tagName);
}

function attributes(attrs: Token.Attribute[]): string {
  let markup = '';
  for (const { name, value } of attrs) {
    if (/^[a-z][a-z0-9:_.-]*$/.test(name) && (name !== 'src' || value.length <= mailLimits.dataImageBytes * 1.5)) {
      markup += ` ${name}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')}"`;
    }
  }
  return markup;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\u00a0': '&nbsp;' };

function escapeText(text: string): string {
  return text.replace(/[&<>\u00a0]/g, (character) => entities[character] as string);
}
