/** Somebody who may receive moved tickets, with what they carry already. */
export type Receiver = { agentId: string; openTickets: number };

/**
 * Who gets how many of `count` tickets so that in the end everybody carries as evenly much as the starting numbers allow:
 * the emptiest hands are filled first. Answers the receivers in the order given; the sum is `count`.
 * With nobody to receive, nobody gets anything.
 */
export function spreadEvenly(count: number, receivers: readonly Receiver[]): { agentId: string; count: number }[] {
  if (receivers.length === 0) return [];
  const level = waterLevel(count, receivers);
  const shares = receivers.map((each) => Math.max(0, level - each.openTickets));
  let rest = count - shares.reduce((sum, share) => sum + share, 0);
  return receivers.map(({ agentId, openTickets }, index) => {
    const takesOneMore = rest > 0 && openTickets <= level;
    if (takesOneMore) rest--;
    return { agentId, count: (shares[index] ?? 0) + (takesOneMore ? 1 : 0) };
  });
}

/** The highest number up to which everybody's hands can be filled with `count` tickets. */
function waterLevel(count: number, receivers: readonly Receiver[]): number {
  const heights = receivers.map((each) => each.openTickets).toSorted((one, other) => one - other);
  let left = count;
  let level = heights[0] ?? 0;
  for (const [index, height] of heights.entries()) {
    const needed = (height - level) * index;
    if (needed > left) break;
    left -= needed;
    level = height;
  }
  const sharing = heights.filter((height) => height <= level).length;
  return level + Math.floor(left / sharing);
}

/**
 * Deals tickets out in turn, by the shares of `spreadEvenly`, whose sum is their number: whom each goes to, in their order.
 */
export function dealOut(ticketIds: readonly string[], shares: readonly { agentId: string; count: number }[]): string[] {
  const rounds = Math.max(0, ...shares.map((share) => share.count));
  const turns = Array.from({ length: rounds }, (_, round) => shares.filter((share) => share.count > round)).flat();
  return ticketIds.map((ticketId, index) => {
    const receiver = turns[index];
    if (!receiver) throw new Error(`no share is left for ticket ${ticketId}`);
    return receiver.agentId;
  });
}
