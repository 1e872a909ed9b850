/** Messages whose remote images somebody asked for: chosen one by one and forgotten with the tab. */
const key = 'diwan.shown-images';
/** Where the browser keeps nothing, until the page is left. */
let memory: readonly string[] = [];

export function wasShown(messageId: string): boolean {
  return read().includes(messageId);
}

export function rememberShown(messageId: string, shown: boolean): void {
  const others = read().filter((id) => id !== messageId);
  memory = shown ? [...others, messageId] : others;
  try {
    sessionStorage.setItem(key, JSON.stringify(memory));
  } catch {
    // `memory` has it.
  }
}

function read(): readonly string[] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '[]') as string[];
  } catch {
    return memory;
  }
}
