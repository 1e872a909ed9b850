const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text between tags; nothing of it is markup. Not for attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (mark) => entities[mark] ?? mark);
}
