import { foldText, type TokenAlternatives } from '@diwan/tickets';

const word = /[\p{L}\p{M}\p{N}]+(?:\u200C[\p{L}\p{M}\p{N}]+)*/gu;
const before = 60;
const length = 200;

/** A piece of the text around the first word found, with `[[` … `]]` around every word found. */
export function excerptOf(text: string, words: readonly TokenAlternatives[]): string {
  const wanted = words.flatMap((alternatives) => alternatives.flat());
  const isWanted = (found: string): boolean => {
    const parts = foldText(found).split('\u200C');
    return [parts.join(''), ...parts].some((part) => wanted.some((each) => part.startsWith(each)));
  };
  const hits = [...text.slice(0, 200_000).matchAll(word)].filter(([found]) => isWanted(found));
  const start = Math.max(0, (hits[0]?.index ?? 0) - before);
  const from = start === 0 ? 0 : text.indexOf(' ', start) + 1 || start;
  const piece = text.slice(from, from + length).toWellFormed();
  const marked = piece.replace(word, (found) => (isWanted(found) ? `[[${found}]]` : found));
  return `${from > 0 ? '…' : ''}${marked.replace(/\s+/g, ' ').trim()}${text.length > from + length ? '…' : ''}`;
}
