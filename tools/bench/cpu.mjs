// CPU time of processes from /proc (Linux): on a shared machine the only figure that another's load leaves nearly alone.
import { readFile } from 'node:fs/promises';
import { listDescendants } from '../process-tree.mjs';

const ticksPerSecond = 100;

/** Fields 14 to 17 of /proc/<pid>/stat: own and waited-for children's, user and system. */
async function ticks(path, fields) {
  const text = await readFile(`${path}/stat`, 'utf8').catch(() => '');
  const values = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields.reduce((sum, field) => sum + Number(values[field - 3] ?? 0), 0);
}

const own = [14, 15];
const withEnded = [14, 15, 16, 17];

/** @returns seconds so far; `workerMain` is the part of the worker's main thread */
async function readCpu({ api, worker, postmaster }) {
  const backends = await Promise.all(listDescendants(postmaster).map((pid) => ticks(`/proc/${pid}`, own)));
  const all = {
    api: await ticks(`/proc/${api}`, own),
    worker: await ticks(`/proc/${worker}`, own),
    workerMain: await ticks(`/proc/${worker}/task/${worker}`, own),
    postgres: backends.reduce((sum, each) => sum + each, await ticks(`/proc/${postmaster}`, withEnded)),
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value / ticksPerSecond]));
}

/** Runs `work` and says how many ms of CPU each part of the product spent on one of `count` things. */
export async function cpuPerEach(pids, count, work) {
  const before = await readCpu(pids);
  const result = await work();
  const after = await readCpu(pids);
  const spent = Object.entries(after).map(([name, value]) => [
    name,
    Number((((value - before[name]) * 1_000) / count).toFixed(2)),
  ]);
  return { result, cpuMs: Object.fromEntries(spent) };
}
