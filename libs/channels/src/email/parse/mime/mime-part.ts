import type { HeaderFields } from '../headers/header-fields.js';

/** One leaf of the MIME tree with its transfer encoding undone; text is still bytes in `charset`. */
export type MimePart = {
  /** Lower-cased, without parameters. */
  contentType: string;
  /** Declared parameters of Content-Type, RFC 2231 decoded, names lower-cased. */
  params: Record<string, string>;
  charset: string | null;
  disposition: 'attachment' | 'inline' | null;
  fileName: string | null;
  contentId: string | null;
  /** multipart subtypes from the root down to the parent, for example ['mixed', 'alternative']. */
  path: string[];
  /** Which multipart/alternative it belongs to; parts of one alternative say the same thing twice. */
  alternative: object | null;
  depth: number;
  flowed: { delSp: boolean } | null;
  headers: HeaderFields;
  content: Buffer;
};

export type MimeMail = {
  headers: HeaderFields;
  /** Content type and parameters of the root. */
  contentType: string;
  params: Record<string, string>;
  parts: MimePart[];
};
