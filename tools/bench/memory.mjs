// Memory of processes in MB, from /proc (Linux). Pages that several processes share count in parts in PSS, fully in RSS.
import { readFile } from 'node:fs/promises';

async function kilobytes(file, name) {
  const text = await readFile(file, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}

const rounded = (kB) => Math.round((kB / 1024) * 10) / 10;

/** The highest resident size since the process began. */
export const peakRssMb = async (pid) => rounded(await kilobytes(`/proc/${pid}/status`, 'VmHWM'));
export const rssMb = async (pid) => rounded(await kilobytes(`/proc/${pid}/status`, 'VmRSS'));
export const pssMb = async (pid) => rounded(await kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss'));
