/** The keyboard map on one page; the sheet shows it and the dispatcher obeys it. */
export const shortcuts = {
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  open: ['Enter', 'o'],
  back: ['Escape'],
  reply: ['r'],
  note: ['n'],
  assignToMe: ['i'],
  assign: ['a'],
  solve: ['e'],
  priority: ['p'],
  unread: ['u'],
  select: ['x'],
  selectNext: ['Shift+j'],
  selectPrevious: ['Shift+k'],
  search: ['/'],
  help: ['?'],
  context: [']'],
  presence: ['Shift+a'],
  undo: ['z'],
} as const satisfies Record<string, readonly string[]>;

export type ShortcutName = keyof typeof shortcuts;
export const shortcutNames = Object.keys(shortcuts) as ShortcutName[];

const byKey = new Map<string, ShortcutName>(
  shortcutNames.flatMap((name) => shortcuts[name].map((key): [string, ShortcutName] => [key, name])),
);

export function shortcutOf(key: string): ShortcutName | null {
  return byKey.get(key) ?? null;
}
