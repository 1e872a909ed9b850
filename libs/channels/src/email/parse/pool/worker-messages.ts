import type { ParsedMail } from '../../parsed-mail.js';
import type { ParseMailOptions } from '../parse-mail.js';

/** The bytes are transferred: the sender has given them away. */
export type ParseRequest = { raw: Uint8Array; options: ParseMailOptions };

export type ParseReply = { kind: 'ready' } | { kind: 'parsed'; mail: ParsedMail } | { kind: 'failed'; message: string };
