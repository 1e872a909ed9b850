export const mailParseErrorCodes = ['mail.parse_timed_out', 'mail.parse_out_of_memory', 'mail.parse_failed'] as const;
export type MailParseErrorCode = (typeof mailParseErrorCodes)[number];

/** A mail that could not be understood within its limits. It is to be quarantined with its raw bytes, never dropped. */
export class MailParseError extends Error {
  readonly code: MailParseErrorCode;

  constructor(code: MailParseErrorCode, options: { message?: string; cause?: unknown } = {}) {
    super(options.message ?? code, { cause: options.cause });
    this.name = 'MailParseError';
    this.code = code;
  }
}
