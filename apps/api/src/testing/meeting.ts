/** Resolves for both callers when the second has arrived: two that must be at the same point at once. Later calls pass. */
export function meeting(): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    arrived += 1;
    if (arrived >= 2) open();
    await opened;
  };
}
