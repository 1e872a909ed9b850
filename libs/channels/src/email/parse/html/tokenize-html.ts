// parse5's tokenizer, spared what it is slow at: it looks at each character of every text, and mails repeat the same tags.
// What it is not asked about, text without references and a tag that it has read before, comes out as it would say.
import { Tokenizer, TokenizerMode, type Token } from 'parse5';

export type HtmlTag = Pick<Token.TagToken, 'attrs' | 'selfClosing'> & { name: string; isEnd: boolean };
export type RawTextMode = (typeof TokenizerMode)[keyof typeof TokenizerMode];

export type HtmlReader = {
  readonly full: boolean;
  /** In any number of pieces. */
  text(characters: string): void;
  /** @returns how the tokenizer is to read what follows, where that is no markup. */
  tag(tag: HtmlTag): RawTextMode | null;
};

/** At most this much at once: whether the reader is full is asked in between. */
const pieceCharacters = 16 * 1024;
const longestKnownTag = 512;
const mostKnownTags = 200;
/** References, NUL and line ends that the tokenizer changes. */
const notAsItIs = /[&\0\r]/;

/** Reads until the end, or until the reader is full. */
export function tokenizeHtml(html: string, reader: HtmlReader): void {
  new Feed(html, reader).run();
}

class Feed {
  private readonly tokenizer: Tokenizer;
  private readonly known = new Map<string, HtmlTag>();
  private at = 0;
  private nextStart = -1;
  private nextEnd = -1;
  private growing = 1;
  /** The piece before ended in the first of two characters that may mean one together. */
  private halfSeen = false;
  private lastTag: HtmlTag | null = null;
  private tokens = 0;

  constructor(
    private readonly html: string,
    private readonly reader: HtmlReader,
  ) {
    const text = ({ chars }: Token.CharacterToken): void => {
      this.tokens++;
      reader.text(chars);
    };
    const nothing = (): void => undefined;
    this.tokenizer = new Tokenizer(
      {},
      {
        onComment: nothing,
        onDoctype: nothing,
        onEof: nothing,
        onCharacter: text,
        onNullCharacter: nothing,
        onWhitespaceCharacter: text,
        onStartTag: (token) => this.tag(token, false),
        onEndTag: (token) => this.tag(token, true),
        onParseError: null,
      },
    );
    // It keeps what it has read until there is this much of it, and copies that with every piece.
    this.tokenizer.preprocessor.bufferWaterline = 0;
  }

  run(): void {
    while (this.at < this.html.length && !this.reader.full) {
      const settled = this.tokenizer.state === TokenizerMode.DATA && !this.halfSeen;
      if (settled && this.html[this.at] !== '<') this.readText();
      else this.readMarkup(settled);
    }
    if (!this.reader.full) this.tokenizer.write('', true);
  }

  private readText(): void {
    if (this.nextStart < this.at) this.nextStart = this.find('<');
    const text = this.take(this.nextStart);
    if (notAsItIs.test(text)) this.write(text);
    else this.reader.text(text);
  }

  private readMarkup(settled: boolean): void {
    const piece = this.take(this.endOfPiece(settled));
    const known = settled ? this.known.get(piece) : undefined;
    if (known !== undefined) {
      this.reader.tag(known);
      return;
    }
    this.lastTag = null;
    this.tokens = 0;
    this.write(piece);
    if (settled && piece.length <= longestKnownTag) this.learn(piece);
  }

  /** A piece is known when it was one tag, whole, and what follows it is markup again. */
  private learn(piece: string): void {
    const isTag = this.lastTag !== null && this.tokens === 1 && this.tokenizer.state === TokenizerMode.DATA;
    if (isTag && this.known.size < mostKnownTags) this.known.set(piece, this.lastTag as HtmlTag);
  }

  private write(piece: string): void {
    this.tokenizer.write(piece, false);
    // Its last words, which it would keep until the next tag: that one may never reach it.
    this.tokenizer.flushCharacters();
    this.halfSeen = /[\r\ud800-\udbff]$/.test(piece);
  }

  /** Behind the next `>`; but a comment or a style may hold thousands, so pieces grow until it has ended. */
  private endOfPiece(settled: boolean): number {
    this.growing = settled ? 1 : Math.min(this.growing * 2, pieceCharacters);
    if (this.nextEnd < this.at) this.nextEnd = this.find('>');
    return Math.max(this.nextEnd + 1, this.at + this.growing);
  }

  private find(mark: string): number {
    const found = this.html.indexOf(mark, this.at);
    return found < 0 ? this.html.length : found;
  }

  private take(upTo: number): string {
    const piece = this.html.slice(this.at, Math.min(upTo, this.at + pieceCharacters));
    this.at += piece.length;
    return piece;
  }

  private tag({ tagName, attrs, selfClosing }: Token.TagToken, isEnd: boolean): void {
    this.tokens++;
    this.lastTag = { name: tagName, attrs, selfClosing, isEnd };
    const mode = this.reader.tag(this.lastTag);
    if (mode !== null) this.tokenizer.state = mode as Tokenizer['state'];
  }
}
