/** What somebody has chosen so far, and what of it can be asked of the server. */
import type { MoveSelection, MoveTarget, PreviewMove } from '@diwan/contracts';
import { ticketPriorities, unsolvedStatuses } from '@diwan/tickets';

export type TargetDraft = {
  /** Null: each stays in its queue. */
  queueId: string | null;
  to: MoveTarget['assignees']['to'];
  agentIds: readonly string[];
};
export const noTarget: TargetDraft = { queueId: null, to: 'keep', agentIds: [] };

/** More are chosen by what they have in common. */
const mostNumbers = 1_000;

/** The address says which tickets, so that boards and lists can lead here. `me` and `nobody` stand for ids. */
export function selectionOf(params: URLSearchParams, me: string): MoveSelection {
  const numbers = (params.get('numbers') ?? '')
    .split(',')
    .flatMap((text) => (/^[1-9]\d{0,9}$/.test(text) ? Number(text) : []));
  if (numbers.length > 0) return { numbers: numbers.slice(0, mostNumbers) };
  const queueId = params.get('queue') ?? undefined;
  const assigneeId = assigneeIdOf(params.get('assignee'), me);
  const status = unsolvedStatuses.find((one) => one === params.get('status'));
  const priority = ticketPriorities.find((one) => one === params.get('priority'));
  return {
    ...(queueId === undefined ? {} : { queueId }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
  };
}

/** Undefined: whoever has them; null: those of nobody. */
function assigneeIdOf(name: string | null, me: string): string | null | undefined {
  if (name === 'nobody') return null;
  return name === 'me' ? me : (name ?? undefined);
}

export function targetOf({ queueId, to, agentIds }: TargetDraft): MoveTarget | null {
  if (to === 'agents' && agentIds.length === 0) return null;
  if (to === 'keep' && queueId === null) return null;
  return {
    ...(queueId === null ? {} : { queueId }),
    assignees: to === 'agents' ? { to, agentIds: [...agentIds] } : { to },
  };
}

/** Null while it is not said where to. */
export function previewOf(selection: MoveSelection, draft: TargetDraft): PreviewMove | null {
  const target = targetOf(draft);
  return target ? { selection, target } : null;
}
