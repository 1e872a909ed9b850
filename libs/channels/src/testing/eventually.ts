/** Tries `check` until it neither throws nor says false; the last failure is thrown after `withinMs`. */
export async function eventually(check: () => unknown, withinMs = 8_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      if ((await check()) !== false) return;
      throw new Error('The condition did not become true in time');
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
