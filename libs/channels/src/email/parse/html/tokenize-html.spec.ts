import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Tokenizer, TokenizerMode, type Token } from 'parse5';
import { tokenizeHtml, type RawTextMode } from './tokenize-html.js';

type Seen = string | [string, ...string[]];

const modeOf = (name: string): RawTextMode | null =>
  name === 'style' ? TokenizerMode.RAWTEXT : name === 'title' ? TokenizerMode.RCDATA : null;

/** What is seen of a document, neighbouring texts as one. */
function recorder() {
  const seen: Seen[] = [];
  return {
    seen,
    text: (characters: string): void => {
      if (typeof seen.at(-1) === 'string') seen.push(`${seen.pop() as string}${characters}`);
      else seen.push(characters);
    },
    tag: (name: string, attrs: Token.Attribute[], flags: string): void => {
      seen.push([name, flags, ...attrs.map((each) => `${each.name}=${each.value}`)]);
    },
  };
}

function asTheTokenizer(html: string): Seen[] {
  const { seen, text, tag } = recorder();
  const nothing = (): void => undefined;
  const tokenizer: Tokenizer = new Tokenizer(
    {},
    {
      onComment: nothing,
      onDoctype: nothing,
      onEof: nothing,
      onNullCharacter: nothing,
      onCharacter: ({ chars }) => text(chars),
      onWhitespaceCharacter: ({ chars }) => text(chars),
      onEndTag: ({ tagName, attrs }) => tag(`/${tagName}`, attrs, ''),
      onStartTag: ({ tagName, attrs, selfClosing }) => {
        tag(tagName, attrs, selfClosing ? '/' : '');
        const mode = modeOf(tagName);
        if (mode !== null) tokenizer.state = mode as Tokenizer['state'];
      },
    },
  );
  tokenizer.write(html, true);
  return seen;
}

function read(html: string): Seen[] {
  const { seen, text, tag } = recorder();
  tokenizeHtml(html, {
    full: false,
    text,
    tag: ({ name, attrs, selfClosing, isEnd }) => {
      tag(isEnd ? `/${name}` : name, attrs, selfClosing && !isEnd ? '/' : '');
      return isEnd ? null : modeOf(name);
    },
  });
  return seen;
}

const pieces = [
  `<p>|</p>|<br/>|<b >|<p class="a>b">|<a href='x&amp;y' x=1>|<IMG SRC=a>|<td style="color:red">|</ p>|</>|<>|< b`,
  `<style>|</style>|<title>|</title>|<!DOCTYPE html>|<!--|-->|--!>|<!-->|<![CDATA[|]]>|<?php|<![if !mso]>`,
  `<|>|<<|<p| x|="|='|"|'|/|=|\0|text|سلام|😀|\ud83d| |\n|\r|\r\n|\u00a0`,
  `&|&amp;|&amp|&lt|&#x3c;|&#60|&not|in;`,
];
const piece = fc.constantFrom(...pieces.join('|').split('|'));
const document = fc.array(fc.oneof({ weight: 8, arbitrary: piece }, fc.string({ maxLength: 4 })), { maxLength: 25 });

describe('tokenizeHtml', () => {
  it("sees in any document what parse5's tokenizer sees", () => {
    fc.assert(
      fc.property(document, fc.nat(3), (pieces, repeats) => {
        const html = pieces.join('').repeat(repeats + 1);
        expect(read(html)).toEqual(asTheTokenizer(html));
      }),
      { numRuns: 5000 },
    );
  });

  it('sees the same across its own pieces', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('x', '&', ' ', '\r\n', '😀', '<!--', '<p a="', '<b', '&amp', '<style>'),
        document,
        (filler, end) => {
          const html =
            filler + filler.slice(-1).repeat(16 * 1024 - 3) + end.join('') + filler.repeat(9_000) + end.join('');
          expect(read(html)).toEqual(asTheTokenizer(html));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stops when its reader is full', () => {
    const reader = { full: false, texts: 0, tag: () => null, text: () => void (reader.full = ++reader.texts === 3) };
    tokenizeHtml('<p>x</p>'.repeat(100), reader);
    expect(reader.texts).toBe(3);
  });
});
