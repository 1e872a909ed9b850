export const ticketErrorCodes = [
  'ticket.illegal_transition',
  'ticket.closed',
  'ticket.solving_needs_assignee',
  'ticket.no_recipient',
  'hours.invalid',
  'hours.never_open',
] as const;
export type TicketErrorCode = (typeof ticketErrorCodes)[number];

/** A rule of the domain says no. It carries a code and what the sentence needs, never a text for people. */
export class TicketError extends Error {
  readonly code: TicketErrorCode;
  readonly params: Record<string, unknown>;

  constructor(code: TicketErrorCode, params: Record<string, unknown> = {}) {
    super(code);
    this.name = 'TicketError';
    this.code = code;
    this.params = params;
  }
}
