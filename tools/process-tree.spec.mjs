import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endTree, listDescendants } from './process-tree.mjs';

// A child that starts a grandchild in a session of its own, says its id, and waits.
const program = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: ['ignore', 'inherit', 'ignore'] });
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

describe('endTree', () => {
  it('ends a grandchild that left the group', async () => {
    const child = spawn(process.execPath, ['-e', program], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(child.stdout, 'data');
    const grandchild = Number(String(line));
    expect(listDescendants(child.pid)).toEqual([grandchild]);
    endTree(child.pid);
    // It has ended, and the pipe is closed, which the grandchild holds too. Before its parent's end it would still be listed.
    await once(child, 'close');
    expect(listDescendants(child.pid)).toEqual([]);
  });
});
