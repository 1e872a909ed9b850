/** Looks again and again until it is so, or throws what it saw last. */
export async function until<T>(look: () => T | false | null | undefined, what: string): Promise<T> {
  const deadline = Date.now() + 8_000;
  for (;;) {
    const seen = look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`Not in time: ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}
