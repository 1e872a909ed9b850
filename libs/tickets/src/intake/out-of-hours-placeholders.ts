/** What an out-of-hours text may leave open: when the inbox opens next, and the ticket's number. */
export const outOfHoursPlaceholders = ['opening', 'number'] as const;
export type OutOfHoursPlaceholder = (typeof outOfHoursPlaceholders)[number];
