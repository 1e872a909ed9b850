/** Knows when a sleeping computer is back: its socket may be dead without a word. */
const everyMs = 15_000;
/** Hidden pages run their timers once a minute; more than that was sleep. */
const asleepMs = 150_000;

export function watchWaking(onWake: () => void): void {
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > asleepMs) onWake();
    last = now;
  }, everyMs);
  // Offline as well: the attempt fails at once, and the visitor knows.
  addEventListener('online', onWake);
  addEventListener('offline', onWake);
}
