const placeholder = /\{([^{}]*)\}/g;

/** What stands in braces and is not one of the known names; a brace alone counts, too: it is a slip of the pen. */
export function unknownPlaceholders(text: string, known: readonly string[]): string[] {
  const names = [...text.matchAll(placeholder)].map(([, name = '']) => name);
  const strays = text.replace(placeholder, '').match(/[{}]/g) ?? [];
  return [...new Set([...names.filter((name) => !known.includes(name)), ...strays])];
}

/** Puts values in for names; what has no value stays as it is written. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (whole, name: string) => values[name] ?? whole);
}
