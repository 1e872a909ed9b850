// What one mail's parsing has noticed on the way: shared by all steps, turned into two fields of ParsedMail at the end.
export type ParseNotes = {
  readonly defaultCharset: string;
  charsetGuessed: boolean;
  readonly warnings: Set<MailWarning>;
};

export const mailWarnings = [
  'mail.missing_from',
  'mail.invalid_from',
  'mail.multiple_from',
  'mail.missing_date',
  'mail.invalid_date',
  'mail.missing_message_id',
  'mail.invalid_address',
  'mail.too_many_recipients',
  'mail.too_many_references',
  'mail.header_too_large',
  'mail.nul_bytes',
  'mail.bare_cr',
  'mail.broken_multipart',
  'mail.too_many_parts',
  'mail.nested_too_deep',
  'mail.unknown_charset',
  'mail.utf7_html',
  'mail.html_truncated',
  'mail.html_flattened',
  'mail.text_truncated',
  'mail.tnef_damaged',
  'mail.calendar_damaged',
  'mail.smime_opaque',
  'mail.smime_encrypted',
  'mail.pgp_encrypted',
  'mail.asks_for_no_answer',
] as const;
export type MailWarning = (typeof mailWarnings)[number];

/** @param defaultCharset what 8-bit text is when nothing says or shows otherwise. */
export function createParseNotes(defaultCharset: string): ParseNotes {
  return { defaultCharset, charsetGuessed: false, warnings: new Set() };
}
