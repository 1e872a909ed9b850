const stopWithinMs = 10_000;

/**
 * Life of one process: start, tell the parent that it is ready, stop once on SIGTERM, SIGINT or when the parent is gone;
 * within ten seconds whatever happens (promise P11).
 */
export async function runProcess(name: string, start: () => Promise<() => Promise<void>>): Promise<void> {
  let stop: (() => Promise<void>) | null = null;
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    void (stop?.() ?? Promise.resolve()).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`${name}: stopping failed: ${describe(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  try {
    stop = await start();
    process.send?.({ ready: name });
  } catch (error) {
    console.error(`${name}: ${describe(error)}`);
    process.exit(1);
  }
}

/** One line for people. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `port ${String(error.port)} is in use by another program; stop it or choose another (PORT, DIWAN_SMTP_PORT, DIWAN_SINK_PORT)`;
  }
  return error.message || error.name;
}
