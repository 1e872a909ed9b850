import type { ChannelErrorCode } from '@diwan/channels';
import type { TicketErrorCode } from '@diwan/tickets';

/** Codes that the API itself gives; those of the domain and of channels keep their own names. */
export const apiErrorCodes = [
  'request.invalid',
  'request.unauthenticated',
  'request.forbidden',
  'request.not_found',
  'request.bad_origin',
  'request.too_many',
  'request.too_large',
  'request.idempotency_conflict',
  'request.unsupported_media_type',
  'session.wrong_credentials',
  'set_up.already_done',
  'invitation.invalid',
  'agent.email_taken',
  'agent.last_admin',
  'agent.has_tickets',
  'team.name_taken',
  'queue.name_taken',
  'queue.in_use',
  'rules.stale_version',
  'rules.unknown_target',
  'skill.name_taken',
  'skill.in_use',
  'queue.unknown_team',
  'inbox.address_taken',
  'inbox.unknown_queue',
  'ticket.stale_version',
  'ticket.newer_messages',
  'ticket.unknown_assignee',
  'message.already_sent',
  'message.not_failed',
  'offer.gone',
  'move.selection_changed',
  'move.unknown_target',
  'move.nothing',
  'move.not_done',
  'message.not_uncertain',
  'sla_policy.name_taken',
  'sla_policy.unknown_queue',
  'sla_policy.order_changed',
  'attachment.unknown',
  'remote_image.unavailable',
  'server.unavailable',
  'server.failed',
] as const;
export type ApiErrorCode = (typeof apiErrorCodes)[number];
export type ErrorCode = ApiErrorCode | TicketErrorCode | ChannelErrorCode;

/** The only code -> status table; a code without a status does not compile. */
export const statusOf = {
  'request.invalid': 400,
  'request.unauthenticated': 401,
  'request.forbidden': 403,
  'request.not_found': 404,
  'request.bad_origin': 403,
  'request.too_many': 429,
  'request.too_large': 413,
  'request.idempotency_conflict': 409,
  'request.unsupported_media_type': 415,
  'session.wrong_credentials': 401,
  'set_up.already_done': 409,
  'invitation.invalid': 404,
  'agent.email_taken': 409,
  'agent.last_admin': 409,
  'agent.has_tickets': 409,
  'team.name_taken': 409,
  'queue.name_taken': 409,
  'queue.in_use': 409,
  'rules.stale_version': 409,
  'rules.unknown_target': 400,
  'skill.name_taken': 409,
  'skill.in_use': 409,
  'queue.unknown_team': 400,
  'inbox.address_taken': 409,
  'inbox.unknown_queue': 400,
  'ticket.stale_version': 409,
  'ticket.newer_messages': 409,
  'ticket.unknown_assignee': 400,
  'ticket.illegal_transition': 409,
  'ticket.closed': 409,
  'ticket.solving_needs_assignee': 409,
  'ticket.no_recipient': 400,
  'hours.invalid': 400,
  'hours.never_open': 409,
  'message.already_sent': 409,
  'message.not_failed': 409,
  'offer.gone': 409,
  'move.selection_changed': 409,
  'move.unknown_target': 400,
  'move.nothing': 400,
  'move.not_done': 409,
  'message.not_uncertain': 409,
  'sla_policy.name_taken': 409,
  'sla_policy.unknown_queue': 400,
  'sla_policy.order_changed': 409,
  'attachment.unknown': 400,
  'remote_image.unavailable': 404,
  'server.unavailable': 503,
  'server.failed': 500,
  'channel.unreachable': 502,
  'channel.timeout': 504,
  'channel.tls': 502,
  'channel.authentication': 502,
  'channel.token_endpoint': 502,
  'channel.token_client': 502,
  'channel.token_grant': 502,
  'channel.token_scope': 502,
  'channel.token_refused': 502,
  'channel.rejected_temporarily': 502,
  'channel.rejected': 502,
  'channel.mailbox_missing': 502,
  'channel.uncertain': 502,
  'channel.misconfigured': 400,
  'channel.failed': 502,
} as const satisfies Record<ErrorCode, number>;

/** Two asked for the same at once and the second came past the use case's own look: the database says no. */
export const codeOfConstraint: Readonly<Record<string, ApiErrorCode>> = {
  teams_name_key: 'team.name_taken',
  queues_name_key: 'queue.name_taken',
  sla_policies_name_key: 'sla_policy.name_taken',
  skills_name_key: 'skill.name_taken',
  inboxes_address_key: 'inbox.address_taken',
};

/** A use case says no. The problem filter turns it into an answer. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    readonly params: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'ApiError';
  }
}

export function notFound(): ApiError {
  return new ApiError('request.not_found');
}
