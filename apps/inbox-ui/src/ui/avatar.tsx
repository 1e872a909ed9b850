/** Initials on a quiet ground; decorative, the name always stands beside it or in its title. */
export function Avatar({ name, title }: { name: string; title?: string }) {
  return (
    <span
      {...(title ? { title, role: 'img', 'aria-label': title } : { 'aria-hidden': true })}
      className="inline-grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-[11px] font-medium text-muted"
    >
      {initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    word ? ([...word][0] ?? '') : '',
  );
  // Arabic letters would join into something that is no word; a zero-width non-joiner keeps them apart.
  return letters.filter(Boolean).join('\u200c').toUpperCase();
}
