// The port stays the same from start to start where possible, so that saved connections keep working.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const portFile = 'port';

/** The wished port, else the one of last time, else any that is free; never one that somebody listens on. */
export async function choosePort(dataFolder: string, wished: number | undefined): Promise<number> {
  for (const port of [wished, rememberedPort(dataFolder)]) {
    if (port && (await tryPort(port)) !== null) return port;
  }
  const free = await tryPort(0);
  if (free === null) throw new Error('No free port on 127.0.0.1 for PostgreSQL.');
  return free;
}

export function rememberPort(dataFolder: string, port: number): void {
  writeFileSync(join(dataFolder, portFile), `${port}\n`);
}

function rememberedPort(dataFolder: string): number | undefined {
  try {
    return Number(readFileSync(join(dataFolder, portFile), 'utf8')) || undefined;
  } catch {
    return undefined; // The first start.
  }
}

/** Listening is the only honest question; it is let go at once, and the start is repeated if somebody slips in between. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const { port: taken } = probe.address() as AddressInfo;
      probe.close(() => resolve(taken));
    });
  });
}
