/** Splits an excerpt at the marks `[[` … `]]` that the search puts around what it found. An unclosed mark is text. */
export function excerptParts(excerpt: string): { text: string; found: boolean }[] {
  return excerpt
    .split(/(\[\[.*?\]\])/s)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('[[') && part.endsWith(']]') && part.length > 4
        ? { text: part.slice(2, -2), found: true }
        : { text: part, found: false },
    );
}
