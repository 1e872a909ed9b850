/** The few words that are needed before the chat itself is loaded: its name, and what a number on the launcher counts. */
const words: Record<string, [title: string, news: string]> = {
  en: ['Chat', 'new messages'],
  ar: ['المحادثة', 'رسائل جديدة'],
  fa: ['گفت‌وگو', 'پیام تازه'],
};

/** @param wishes language tags, the most wanted first */
export function launcherWords(wishes: readonly string[]): [title: string, news: string] {
  const known = wishes.map((wish) => words[wish.slice(0, 2)]).find(Boolean);
  return known ?? (words.en as [string, string]);
}
