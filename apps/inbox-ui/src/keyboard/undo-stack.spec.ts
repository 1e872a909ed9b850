import { describe, expect, it } from '@jest/globals';
import { createUndoStack } from './undo-stack.js';

const stackOf = (...expiries: number[]) => {
  const undone: number[] = [];
  const stack = createUndoStack();
  const ids = expiries.map((expiresAt, index) =>
    stack.push({ label: String(index), expiresAt, undo: () => undone.push(index) }),
  );
  return { stack, undone, ids };
};

describe('createUndoStack', () => {
  it('takes back the newest first and then the one before', () => {
    const { stack, undone } = stackOf(100, 100);
    expect([stack.undoLast(1), stack.undoLast(1), stack.undoLast(1)]).toEqual([true, true, false]);
    expect(undone).toEqual([1, 0]);
  });

  it('passes over what has expired', () => {
    const { stack, undone } = stackOf(100, 10);
    stack.undoLast(10);
    expect(undone).toEqual([0]);
  });

  it('undoes an entry at most once', () => {
    const { stack, undone, ids } = stackOf(100);
    const id = ids[0] ?? 0;
    expect([stack.undo(id, 1), stack.undo(id, 1)]).toEqual([true, false]);
    expect(undone).toEqual([0]);
  });

  it('forgets a dropped entry', () => {
    const { stack, undone, ids } = stackOf(100);
    stack.drop(ids[0] ?? 0);
    expect(stack.undoLast(1)).toBe(false);
    expect(undone).toEqual([]);
  });
});
