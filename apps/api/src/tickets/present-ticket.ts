import { ticketDetails, ticketRow, type TicketDetails, type TicketRow } from '@diwan/contracts';
import type { TicketDetailsData } from './ticket-details.query.js';
import type { TicketRowData } from './ticket-list.query.js';

type Others = TicketDetails['otherTickets'];

export function presentTicketRow(row: TicketRowData): TicketRow {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    snippet: row.snippet,
    status: ticketRow.shape.status.parse(row.status),
    priority: ticketRow.shape.priority.parse(row.priority),
    channel: ticketRow.shape.channel.parse(row.channel),
    inboxId: row.inboxId,
    queueId: row.queueId,
    assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '' },
    contact: { id: row.contactId, name: row.contactName, handle: row.contactHandle ?? '' },
    createdAt: row.createdAt.toISOString(),
    lastActivityAt: row.lastActivityAt.toISOString(),
    waitingSince: row.waitingSince?.toISOString() ?? null,
    promise: ticketRow.shape.promise.parse(row.promise),
    escalationLevel: row.escalationLevel,
    tags: row.tags,
    lastSeq: row.lastSeq,
    unread: (row.seenSeq ?? 0) < row.lastSeq,
    version: row.version,
  };
}

export function presentTicketDetails(row: TicketDetailsData, otherTickets: Others): TicketDetails {
  return ticketDetails.parse({
    ...presentTicketRow(row),
    inbox: { id: row.inboxId, name: row.inboxName, address: row.inboxAddress },
    queue: { id: row.queueId, name: row.queueName },
    language: row.language,
    followUpOf: row.followUpOf,
    mayBelongTo: row.mayBelongTo,
    solvedAt: row.solvedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    reopenCount: row.reopenCount,
    otherTickets,
  });
}
