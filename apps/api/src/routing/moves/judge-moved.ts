import { isUnsolved } from '@diwan/tickets';
import type { MovedTicket, Outcome } from './move.query.js';

/** Only what still stands where it stood when the move was asked for: whoever was quicker has it. */
export function judge({ status, queueId, assigneeId, fromQueueId, fromAssigneeId }: MovedTicket): Outcome {
  if (!isUnsolved(status)) return 'closed';
  return queueId === fromQueueId && assigneeId === fromAssigneeId ? 'moved' : 'touched';
}

/** Only what no agent has touched since: who took one, answered it or moved it on keeps what they made of it. */
export function judgeBack({ status, queueId, assigneeId, toQueueId, toAssigneeId, touched }: MovedTicket): Outcome {
  const isWherePut = queueId === toQueueId && assigneeId === toAssigneeId;
  return isUnsolved(status) && isWherePut && !touched ? 'restored' : 'kept';
}
