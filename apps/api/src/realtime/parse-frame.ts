import type { RawData } from 'ws';

/** A text frame as JSON; null when it is none. */
export function parseFrame(data: RawData): unknown {
  try {
    return JSON.parse(textOf(data)) as unknown;
  } catch {
    return null;
  }
}

/** Text frames of any shape that `ws` may hand over. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}
