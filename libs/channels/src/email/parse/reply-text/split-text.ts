// Finds where the quote starts in plain text. Whoever answers between the lines of a quote keeps all of it: losing a
// sentence is worse than showing a quote.
import {
  isAttribution,
  isForwardLine,
  isHeaderBlock,
  isOriginalMessageLine,
  mayBeAttribution,
  plainLine,
} from './quote-lines.js';

/** @returns the new part of `text`, or all of it when there is no quote, nothing else, or answers inside the quote. */
export function splitText(text: string): string {
  const lines = text.split('\n');
  const start = quoteStart(lines);
  if (start === null) return text;
  const reply = lines.slice(0, start).join('\n').trimEnd();
  return reply.trim() === '' ? text : reply;
}

function quoteStart(lines: string[]): number | null {
  for (let at = 0; at < lines.length; at++) {
    const raw = lines[at] as string;
    // Almost every line is neither of these; the patterns are tried on the few that are.
    if (!/[:：>_=-]/.test(raw) && !mayBeginAttribution(raw)) continue;
    const line = plainLine(raw);
    if (isForwardLine(line)) return null;
    if (startsHeaderBlock(lines, at)) return aboveSeparator(lines, at);
    const height = attributionHeight(lines, at);
    if (height > 0) return answersInside(lines, at + height) ? null : at;
    if (raw.startsWith('>')) return answersInside(lines, at) ? null : aboveAttribution(lines, at);
  }
  return null;
}

function mayBeginAttribution(raw: string): boolean {
  return /^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*(On |در |في |فی |بتاريخ |يوم |به |كتب|کتب)/.test(raw);
}

function startsHeaderBlock(lines: string[], at: number): boolean {
  const line = plainLine(lines[at] as string);
  if (isOriginalMessageLine(line)) return true;
  const block = lines
    .slice(at, at + 8)
    .map(plainLine)
    .filter((next) => next !== '');
  return line !== '' && isHeaderBlock(block);
}

/** Outlook draws a rule or a marker above its block; they belong to the quote. */
function aboveSeparator(lines: string[], at: number): number {
  let start = at;
  while (start > 0) {
    const above = plainLine(lines[start - 1] as string);
    if (above !== '' && !/^[_-]{5,}$/.test(above) && !isOriginalMessageLine(above)) break;
    start--;
  }
  return start;
}

/** How many lines the attribution at `at` takes (clients wrap it), 0 when there is none. */
function attributionHeight(lines: string[], at: number): number {
  let joined = '';
  for (let height = 1; height <= 4 && at + height <= lines.length; height++) {
    const line = plainLine(lines[at + height - 1] as string);
    if (line === '') return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (isAttribution(joined)) return height;
  }
  return 0;
}

function aboveAttribution(lines: string[], at: number): number {
  let above = at - 1;
  while (above >= 0 && (lines[above] as string).trim() === '') above--;
  return above >= 0 && mayBeAttribution(plainLine(lines[above] as string)) ? above : at;
}

/** Where the quote is marked with `>`, unmarked text behind a marked line is an answer. */
function answersInside(lines: string[], from: number): boolean {
  let marked = false;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line.trim() === '') continue;
    if (/^\s*>/.test(line)) marked = true;
    else if (marked) return true;
    else return false;
  }
  return false;
}
