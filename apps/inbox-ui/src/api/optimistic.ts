/** Pure parts of "apply at once, take back when refused". */
import type { TicketDetails, TicketPage, TicketRow, TicketView } from '@diwan/contracts';
import { unsolvedStatuses, type TicketPriority, type TicketStatus } from '@diwan/tickets';

/** What an agent can change on a ticket in one step. */
export type TicketChange =
  | { kind: 'status'; status: TicketStatus }
  | { kind: 'assignee'; assignee: TicketRow['assignee'] }
  | { kind: 'priority'; priority: TicketPriority }
  | { kind: 'unread'; unread: boolean };

export type Pages = { pages: TicketPage[]; pageParams: unknown[] };
type Viewer = { view: TicketView; me: string };

/** Works on rows and details alike; `version` stays, only the server counts it. */
export function applyChange<T extends TicketRow>(ticket: T, change: TicketChange): T {
  switch (change.kind) {
    case 'status':
      return { ...ticket, status: change.status };
    case 'assignee':
      return { ...ticket, assignee: change.assignee };
    case 'priority':
      return { ...ticket, priority: change.priority };
    case 'unread':
      return { ...ticket, unread: change.unread };
  }
}

/** The change that puts back what `change` is about to overwrite. A ticket is never new again. */
export function inverseOf(ticket: TicketRow, change: TicketChange): TicketChange {
  switch (change.kind) {
    case 'status':
      return { kind: 'status', status: ticket.status === 'new' ? 'open' : ticket.status };
    case 'assignee':
      return { kind: 'assignee', assignee: ticket.assignee };
    case 'priority':
      return { kind: 'priority', priority: ticket.priority };
    case 'unread':
      return { kind: 'unread', unread: ticket.unread };
  }
}

export function belongsTo(ticket: TicketRow, { view, me }: Viewer): boolean {
  const unsolved = (unsolvedStatuses as readonly TicketStatus[]).includes(ticket.status);
  switch (view) {
    case 'mine':
      return unsolved && ticket.assignee?.id === me;
    case 'unassigned':
      return unsolved && ticket.assignee === null;
    case 'open':
      return unsolved;
    case 'solved':
      return !unsolved;
    case 'all':
      return true;
  }
}

/** The list after the change: the row is updated, or gone where the view no longer holds it. */
export function changeInPages(
  pages: Pages,
  { number, change }: { number: number; change: TicketChange },
  viewer: Viewer,
): Pages {
  return replaceInPages(pages, number, (row) => {
    const changed = applyChange(row, change);
    return belongsTo(changed, viewer) ? changed : null;
  });
}

/** A ticket as the server has it, laid over whatever a list shows of it. */
export function mergeIntoPages(pages: Pages, current: TicketDetails): Pages {
  return replaceInPages(pages, current.number, (row) =>
    current.version < row.version ? row : { ...row, ...pickRow(current) },
  );
}

function replaceInPages(pages: Pages, number: number, replace: (row: TicketRow) => TicketRow | null): Pages {
  if (!pages.pages.some((page) => page.items.some((row) => row.number === number))) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      items: page.items.flatMap((row) => (row.number === number ? (replace(row) ?? []) : row)),
    })),
  };
}

function pickRow(
  ticket: TicketDetails,
): Pick<
  TicketRow,
  | 'status'
  | 'assignee'
  | 'priority'
  | 'queueId'
  | 'version'
  | 'unread'
  | 'waitingSince'
  | 'promise'
  | 'escalationLevel'
  | 'tags'
> {
  const { status, assignee, priority, queueId, version, unread, waitingSince, promise, escalationLevel, tags } = ticket;
  return { status, assignee, priority, queueId, version, unread, waitingSince, promise, escalationLevel, tags };
}
