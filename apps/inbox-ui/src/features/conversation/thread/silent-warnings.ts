/** True of a mail, but nothing that changes how an agent reads or answers it. The API gives them all the same. */
export const silentWarnings: readonly string[] = [
  'mail.missing_date',
  'mail.invalid_date',
  'mail.missing_message_id',
  'mail.bare_cr',
  'mail.asks_for_no_answer',
];
