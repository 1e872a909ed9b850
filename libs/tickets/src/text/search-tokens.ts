import { foldText, zeroWidthNonJoiner } from './fold.js';

const word = /[\p{L}\p{N}]+(?:\u200C+[\p{L}\p{N}]+)*/gu;

/** A non-joiner too many beside the space is a common slip. */
const gap = /^[\s\u200C]+$/;

/** Longer runs are base64 and the like: their beginning is enough to find them by. */
const longestToken = 64;

/** Persian affixes that people write joined, with a ZWNJ or with a space. */
const prefixes = new Set(['می', 'نمی', 'بی']);
const suffixes = new Set(['ها', 'های', 'هایی', 'تر', 'ترین', 'ام', 'ای', 'اند']);

/** As many neighbouring parts are also indexed joined; a word with an affix at either end and two more has four. */
const longestRun = 4;

/** One word as typed: the spellings that find it. Every inner list must be found whole; any one list is enough. */
export type TokenAlternatives = string[][];

const ascii = /^[\x00-\x7f]*$/;

/** Half a surrogate pair at the cut would be refused by the database as text. */
const halfPair = /[\uD800-\uDBFF]$/;

function token(parts: readonly string[]): string {
  const joined = parts.length === 1 ? (parts[0] as string) : parts.join('');
  return joined.length <= longestToken ? joined : joined.slice(0, longestToken).replace(halfPair, '');
}

function partsOf(found: string): string[] {
  return found.includes(zeroWidthNonJoiner) ? found.split(zeroWidthNonJoiner).filter((part) => part !== '') : [found];
}

/** The words of a text as lists of parts: what a ZWNJ links, or the space beside an affix, is one word in parts. */
function* wordsInParts(text: string): Generator<string[]> {
  const folded = foldText(text);
  let parts: string[] = [];
  let end = 0;
  for (const found of folded.matchAll(word)) {
    const next = partsOf(found[0]);
    const linked =
      (prefixes.has(parts.at(-1) ?? '') || suffixes.has(next[0] ?? '')) && gap.test(folded.slice(end, found.index));
    if (!linked && parts.length > 0) yield parts;
    if (linked) for (const part of next) parts.push(part);
    else parts = next;
    end = found.index + found[0].length;
  }
  if (parts.length > 0) yield parts;
}

/** The same without folding and without parts, of which such text has none. */
function asciiTokens(text: string): string[] {
  const words = new Set(text.toLowerCase().match(/[a-z0-9]+/g));
  return [...new Set([...words].map((each) => each.slice(0, longestToken)))];
}

/**
 * The words of a text to put into the index, folded, each once. A word in parts is indexed joined and split, so that
 * می‌روم, میروم and می روم find each other.
 */
export function searchTokens(text: string, limit = 20_000): string[] {
  if (ascii.test(text)) return asciiTokens(text).slice(0, limit);
  const tokens = new Set<string>();
  for (const parts of wordsInParts(text)) {
    for (let start = 0; parts.length > 1 && start < parts.length; start += 1) {
      for (let length = 1; length <= longestRun && start + length <= parts.length; length += 1) {
        tokens.add(token(parts.slice(start, start + length)));
      }
    }
    tokens.add(token(parts));
    if (tokens.size >= limit) break;
  }
  return [...tokens].slice(0, limit);
}

/** The words of a query in order, each with the spellings that satisfy it. */
export function queryTokens(query: string, limit = 20): TokenAlternatives[] {
  return [...wordsInParts(query)].slice(0, limit).map((parts) => {
    const split = parts.map((part) => token([part]));
    return split.length > 1 ? [[token(parts)], split] : [split];
  });
}
