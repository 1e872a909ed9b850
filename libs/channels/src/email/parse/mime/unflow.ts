/**
 * Joins the soft-wrapped lines of format=flowed (RFC 3676). libmime's does not look at quote depth and would join a quote's
 * lines with their `>` inside.
 */
export function unflow(text: string, delSp: boolean): string {
  const paragraphs: { depth: number; pieces: string[]; open: boolean }[] = [];
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth).replace(/^ /, '');
    const soft = content.endsWith(' ') && content !== '-- ';
    const piece = soft && delSp ? content.slice(0, -1) : content;
    const last = paragraphs.at(-1);
    if (last !== undefined && last.open && last.depth === depth && content !== '-- ') {
      last.pieces.push(piece);
      last.open = soft;
    } else paragraphs.push({ depth, pieces: [piece], open: soft });
  }
  return paragraphs.map(({ depth, pieces }) => (depth > 0 ? `${'>'.repeat(depth)} ` : '') + pieces.join('')).join('\n');
}
