import { createHash } from 'node:crypto';
import type { Tx } from '../database/database.js';
import { jsonRows } from '../database/json-rows.js';
import { ApiError } from './api-error.js';

type Request = { agentId: string; key: string | undefined; body: unknown };

/**
 * Does `work` once per key: whoever sends the same again, even while the first is still running, gets the first's answer.
 * Key and effect commit together. Kept for 7 days. @throws ApiError request.idempotency_conflict for another body
 */
export async function once<T extends object>(tx: Tx, request: Request, work: () => Promise<T>): Promise<T> {
  const { agentId, key, body } = request;
  if (key === undefined || key === '') return work();
  if (key.length > 200) throw new ApiError('request.invalid', { header: 'Idempotency-Key' });
  const hash = createHash('sha256').update(JSON.stringify(body)).digest();
  const taken = await tx.query(
    `insert into idempotency_keys (agent_id, key, request_hash, status, response) values ($1, $2, $3, 0, '{}')
     on conflict do nothing returning key`,
    [agentId, key, hash],
  );
  if (taken.length === 0) return earlierAnswer<T>(tx, { agentId, key, hash });
  const answer = await work();
  await tx.query('update idempotency_keys set status = 200, response = $3 where agent_id = $1 and key = $2', [
    agentId,
    key,
    jsonRows(answer),
  ]);
  return answer;
}

async function earlierAnswer<T>(
  tx: Tx,
  { agentId, key, hash }: { agentId: string; key: string; hash: Buffer },
): Promise<T> {
  const [earlier] = await tx.query<{ requestHash: Buffer; response: T }>(
    'select request_hash as "requestHash", response from idempotency_keys where agent_id = $1 and key = $2',
    [agentId, key],
  );
  if (!earlier?.requestHash.equals(hash)) throw new ApiError('request.idempotency_conflict');
  return earlier.response;
}

export async function forgetOldKeys(tx: Pick<Tx, 'query'>): Promise<void> {
  await tx.query(`delete from idempotency_keys where created_at < now() - interval '7 days'`);
}
