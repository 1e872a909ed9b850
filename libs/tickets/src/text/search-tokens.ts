import { foldText, zeroWidthNonJoiner } from './fold.js';

const word = /[\p{L}\p{N}]+(?:\u200C[\p{L}\p{N}]+)*/gu;

/** Longer runs are base64 and the like: their beginning is enough to find them by. */
const longestToken = 64;

/** Persian affixes that people write joined, with a ZWNJ or with a space. */
const prefixes = new Set(['می', 'نمی', 'بی']);
const suffixes = new Set(['ها', 'های', 'هایی', 'تر', 'ترین', 'ام', 'ای', 'اند']);

/** One word as typed: the spellings that find it. Every inner list must be found whole; any one list is enough. */
export type TokenAlternatives = string[][];

/**
 * The words of a text to put into the index, folded, each once. A word with ZWNJ is indexed joined and split; an affix
 * written apart is indexed joined as well, so that می‌روم, میروم and می روم find each other.
 */
export function searchTokens(text: string, limit = 20_000): string[] {
  const tokens = new Set<string>();
  let previous = '';
  for (const [found] of foldText(text).matchAll(word)) {
    if (tokens.size >= limit) break;
    const parts = found.split(zeroWidthNonJoiner);
    for (const part of parts) tokens.add(part.slice(0, longestToken));
    if (parts.length > 1) tokens.add(parts.join('').slice(0, longestToken));
    const first = parts[0] ?? '';
    if (previous && (prefixes.has(previous) || suffixes.has(first)))
      tokens.add((previous + first).slice(0, longestToken));
    previous = parts.at(-1) ?? '';
  }
  return [...tokens];
}

/** The words of a query in order, each with the spellings that satisfy it. */
export function queryTokens(query: string, limit = 20): TokenAlternatives[] {
  return [...foldText(query).matchAll(word)].slice(0, limit).map(([found]) => {
    const parts = found.split(zeroWidthNonJoiner).map((part) => part.slice(0, longestToken));
    return parts.length > 1 ? [[parts.join('').slice(0, longestToken)], parts] : [parts];
  });
}
