import type { Tx } from '../../database/database.js';

const lock = `hashtext('routing')`;

/** Whether the turn is this transaction's until it commits; one at a time, so that capacity is never counted twice. */
export async function tryTurn(tx: Tx): Promise<boolean> {
  const [turn] = await tx.query<{ mine: boolean }>(`select pg_try_advisory_xact_lock(${lock}) as mine`);
  return turn?.mine ?? false;
}

/**
 * Nothing is given out until commit, and what is being given out at this moment is finished first: whoever changes who
 * serves what can be sure that nothing goes by the old order any more once it is answered. The event wakes routing then.
 * Taken before any row: routing holds the turn while it waits for rows.
 */
export async function holdTurn(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${lock})`);
}
