/** Runs a benchmark that puts what it starts into `undo`, and stops all of it however it ends. */
export async function bounded(name, mostMs, work) {
  const undo = [];
  const stopAll = async () => {
    for (const stop of undo.splice(0).reverse()) await stop();
  };
  const deadline = setTimeout(() => {
    console.error(`${name}: not done within ${Math.round(mostMs / 60_000)} minutes`);
    void stopAll().finally(() => process.exit(1));
  }, mostMs);
  try {
    return await work(undo);
  } finally {
    clearTimeout(deadline);
    await stopAll();
  }
}
