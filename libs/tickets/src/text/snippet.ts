// Cuts between characters as people see them: a surrogate pair, a letter with its marks and an emoji family stay whole.
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Room beyond the limit in which the last character may end, so that a long word is not walked to its end. */
const lookAhead = 64;

function longestWhole(line: string, length: number): string {
  let end = 0;
  for (const { index, segment } of characters.segment(line.slice(0, length + lookAhead))) {
    if (index + segment.length > length) break;
    end = index + segment.length;
  }
  return line.slice(0, end);
}

/**
 * The beginning of a message on one line, for lists: at most `length` UTF-16 units, the ellipsis included; cut at a word
 * where one ends in the second half, else between two characters.
 */
export function snippetOf(text: string, length = 160): string {
  let line = '';
  for (const [word] of text.matchAll(/\S+/g)) {
    line += line === '' ? word : ` ${word}`;
    if (line.length > length) break;
  }
  if (line.length <= length) return line;
  const room = length - 1;
  // One more than fits: a space right behind the last word counts as its end.
  const space = line.slice(0, room + 1).lastIndexOf(' ');
  return `${space > length / 2 ? line.slice(0, space) : longestWhole(line, room)}…`;
}
