import { createHash } from 'node:crypto';
import type { Chosen } from './selection.query.js';

/**
 * What a preview was of: which tickets, in which queue, whose. The same words mean that a move gives exactly these tickets
 * away, from where they were seen. Versions are left out: a contact who writes meanwhile changes nothing of the counts.
 */
export function seenOf(chosen: readonly Chosen[]): string {
  const lines = chosen.map(({ ticketId, queueId, assigneeId }) => `${ticketId} ${queueId} ${assigneeId ?? ''}`);
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('base64url');
}
