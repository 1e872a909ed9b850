import type { ParsedMail } from '../../parsed-mail.js';
import type { ParseMailOptions } from '../parse-mail.js';

/** The bytes are transferred: the sender has given them away. */
export type ParseRequest = { raw: Uint8Array; options: ParseMailOptions };

/** `replyText` is null where it is `text`: most mails quote nothing, and each text is copied from heap to heap. */
export type PostedMail = Omit<ParsedMail, 'replyText'> & { replyText: string | null };

export type ParseReply = { kind: 'ready' } | { kind: 'parsed'; mail: PostedMail } | { kind: 'failed'; message: string };
