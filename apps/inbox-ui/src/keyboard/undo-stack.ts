/** What `Z` takes back: the newest thing that can still be undone. Times are milliseconds since the epoch. */
export type Undoable = { id: number; label: string; expiresAt: number; undo: () => void };

export type UndoStack = {
  push: (entry: Omit<Undoable, 'id'>) => number;
  /** Undoes an entry; false when it is gone already. Everything is undone at most once. */
  undo: (id: number, now: number) => boolean;
  undoLast: (now: number) => boolean;
  alive: (now: number) => readonly Undoable[];
  drop: (id: number) => void;
};

export function createUndoStack(): UndoStack {
  let entries: Undoable[] = [];
  let nextId = 1;
  const alive = (now: number) => entries.filter((entry) => entry.expiresAt > now);
  const drop = (id: number) => {
    entries = entries.filter((entry) => entry.id !== id);
  };
  const undo = (id: number, now: number): boolean => {
    const entry = alive(now).find((other) => other.id === id);
    drop(id);
    entry?.undo();
    return entry !== undefined;
  };
  return {
    push(entry) {
      const id = nextId++;
      entries.push({ ...entry, id });
      return id;
    },
    undo,
    undoLast(now) {
      const last = alive(now).at(-1);
      return last ? undo(last.id, now) : false;
    },
    alive,
    drop,
  };
}
