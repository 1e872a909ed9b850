import type { SuggestHolidays, TicketView } from '@diwan/contracts';

export type TicketFilter = {
  view: TicketView;
  queueId?: string | undefined;
  tagId?: string | undefined;
  order?: 'newest' | 'waiting' | 'due' | 'escalated' | undefined;
};

/** All query keys on one page, so that what an announcement makes stale can be seen at a glance. */
export const keys = {
  session: ['session'] as const,
  setUp: ['set-up'] as const,
  sessions: ['sessions'] as const,
  lists: ['tickets', 'list'] as const,
  list: (filter: TicketFilter) => ['tickets', 'list', filter] as const,
  counts: ['tickets', 'counts'] as const,
  search: (q: string) => ['search', q] as const,
  anyTicket: ['ticket'] as const,
  anyTimeline: ['timeline'] as const,
  ticket: (number: number) => ['ticket', number] as const,
  /** Read again with the ticket itself. */
  chat: (number: number) => ['ticket', number, 'chat'] as const,
  timeline: (number: number) => ['timeline', number] as const,
  explanation: (messageId: string) => ['explanation', messageId] as const,
  remoteImages: (messageId: string) => ['remote-images', messageId] as const,
  inboxes: ['inboxes'] as const,
  widgets: ['widgets'] as const,
  queues: ['queues'] as const,
  teams: ['teams'] as const,
  agents: ['agents'] as const,
  organisation: ['organisation'] as const,
  outOfHoursTexts: ['out-of-hours-texts'] as const,
  businessHours: ['business-hours'] as const,
  holidayCountries: ['holidays', 'countries'] as const,
  holidaySuggestions: (wish: SuggestHolidays) => ['holidays', 'suggestions', wish] as const,
  slaPolicies: ['sla-policies'] as const,
  presence: ['presence'] as const,
  offers: ['offers'] as const,
  notices: ['notices'] as const,
  board: ['board'] as const,
  moves: ['moves'] as const,
  awayReasons: ['away-reasons'] as const,
  capacity: ['capacity'] as const,
  routingRules: ['routing-rules'] as const,
  skills: ['skills'] as const,
  tags: ['tags'] as const,
  usedTags: ['tags', 'uses'] as const,
  suspendedMail: ['suspended-mail'] as const,
  audit: ['audit'] as const,
};
