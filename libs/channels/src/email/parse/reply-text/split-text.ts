// Finds where the quote starts in plain text. Whoever answers between the lines of a quote keeps all of it: losing a
// sentence is worse than showing a quote.
import {
  isAttribution,
  isForwardLine,
  isFromLine,
  isHeaderBlock,
  isOriginalMessageLine,
  mayBeAttribution,
  plainLine,
} from './quote-lines.js';

/** No client writes longer lines of its own; matching patterns on them would only cost. */
const longestLine = 2000;

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
    if (raw.startsWith('>')) return answersInside(lines, at) ? null : aboveAttribution(lines, at);
    // Almost every line is nothing of this; the patterns are tried on the few that may be.
    if (raw.length > longestLine || !(mayBeginAttribution(raw) || /[:<_=-]/.test(raw))) continue;
    if (isForwardLine(plainLine(raw))) return null;
    if (startsHeaderBlock(lines, at)) return aboveSeparator(lines, at);
    const height = attributionHeight(lines, at);
    if (height > 0) return answersInside(lines, at + height) ? null : at;
  }
  return null;
}

function mayBeginAttribution(raw: string): boolean {
  return /^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*(On |در |في |فی |بتاريخ |يوم |به |كتب|کتب)/.test(raw);
}

function startsHeaderBlock(lines: string[], at: number): boolean {
  const line = plainLine(lines[at] as string);
  if (isOriginalMessageLine(line)) return true;
  if (!isFromLine(line)) return false;
  const below = lines.slice(at + 1, at + 8).map((next) => plainLine(next.slice(0, longestLine)));
  return isHeaderBlock([line, ...below.filter((next) => next !== '')]);
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
  // Wrapped over several lines only where it begins like one.
  const tallest = mayBeginAttribution(lines[at] as string) || (lines[at] as string).includes('@') ? 4 : 1;
  let joined = '';
  for (let height = 1; height <= tallest && at + height <= lines.length; height++) {
    const raw = lines[at + height - 1] as string;
    const line = raw.length > longestLine ? '' : plainLine(raw);
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
