import { describe, expect, it } from '@jest/globals';
import { canTraverse } from './run-as.js';

const user = { name: 'postgres', uid: 101, gid: 104 };
const folder = (mode: number, uid = 0, gid = 0) => ({ mode: 0o040000 | mode, uid, gid });

describe('canTraverse', () => {
  it.each([
    ['anybody through a folder open to all', folder(0o755), true],
    ['anybody through a folder that may be passed but not listed', folder(0o711), true],
    ['nobody else through a closed home', folder(0o700), false],
    ['no stranger through a folder of a group', folder(0o750), false],
    ['the group through its folder', folder(0o750, 0, 104), true],
    ['the owner through its own folder', folder(0o700, 101), true],
    ['not the owner when only the others may, as the kernel has it', folder(0o011, 101), false],
    ['not the group when only the others may', folder(0o701, 0, 104), false],
  ])('lets %s', (_name, stats, expected) => {
    expect(canTraverse(stats, user)).toBe(expected);
  });
});
