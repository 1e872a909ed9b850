// Raw bytes of a mail -> ParsedMail. Pure: no clock, no network, nothing kept; run it in the pool, it may be made to work hard.
import type { ParsedMail } from '../parsed-mail.js';
import { boundedText, findBodyParts } from './body-text.js';
import { detectLanguage } from './detect-language.js';
import { calendarText } from './attachments/calendar-text.js';
import { headerText } from './headers/header-text.js';
import { readAddresses, readDeliveredTo, readFrom } from './headers/mail-addresses.js';
import { parseMailDate } from './headers/mail-date.js';
import { messageIds } from './headers/message-ids.js';
import type { HeaderFields } from './headers/header-fields.js';
import { findAttachments, type FoundAttachments } from './mail-attachments.js';
import { mailLimits } from './mail-limits.js';
import { readMimeMail } from './mime/read-mime-mail.js';
import type { MimeMail } from './mime/mime-part.js';
import { createParseNotes, type ParseNotes } from './parse-notes.js';
import { readShownBody, type ShownBody } from './shown-body.js';
import { asksForNoAnswer, findAutomatic } from './signs/automatic.js';
import { findBounce } from './signs/bounce.js';

export type ParseMailOptions = {
  /** What undeclared 8-bit text is when it is neither UTF-8 nor Arabic; 'windows-1252' when not given. */
  defaultCharset?: string;
};

/**
 * Understands one mail, however broken: whatever is missing, odd or over a limit is a code in `warnings`, and never a throw.
 * Addresses are lower-cased with international domains as A-labels. Attachments own their bytes.
 */
export async function parseMail(raw: Uint8Array, options: ParseMailOptions = {}): Promise<ParsedMail> {
  const notes = createParseNotes(options.defaultCharset ?? 'windows-1252');
  const mail = await readMimeMail(raw, notes);
  const subject = headerText(mail.headers.first('subject') ?? '');
  const bodies = findBodyParts(mail.parts, notes);
  const bodyParts = new Set(bodies.map((body) => body.part));
  const others = mail.parts.filter((part) => !bodyParts.has(part));
  const html = bodies.map((body) => (body.kind === 'html' ? body.content : '')).join('\n');
  const found = await findAttachments(others, html, notes);
  const body = withFallbacks(readShownBody({ bodies, subject, tnef: found.tnef }, notes), found, notes);
  return {
    ...readHeaders(mail, notes),
    subject,
    ...body,
    attachments: found.attachments,
    ...readSigns(mail, body.text, notes),
  };
}

function readHeaders(
  { headers }: MimeMail,
  notes: ParseNotes,
): Omit<ParsedMail, keyof ShownBody | 'subject' | 'attachments' | SignFields> {
  return {
    messageId: readMessageId(headers, notes),
    inReplyTo: messageIds(headers.all('in-reply-to').join(' ')),
    references: readReferences(headers, notes),
    threadIndex: readThreadIndex(headers.first('thread-index')),
    date: readDate(headers, notes),
    replyTo: readAddresses(headers, 'reply-to', notes),
    to: readAddresses(headers, 'to', notes),
    cc: readAddresses(headers, 'cc', notes),
    deliveredTo: readDeliveredTo(headers),
    authenticationResults: headers.all('authentication-results'),
    loopHeader: headers.first('x-diwan-loop') || null,
  };
}

type SignFields = 'from' | 'automatic' | 'bounce' | 'charsetGuessed' | 'warnings' | 'language';

function readSigns(mail: MimeMail, text: string, notes: ParseNotes): Pick<ParsedMail, Exclude<SignFields, 'language'>> {
  const from = readFrom(mail.headers, notes);
  const loopHeader = mail.headers.first('x-diwan-loop') || null;
  if (asksForNoAnswer(mail.headers)) notes.warnings.add('mail.asks_for_no_answer');
  return {
    from,
    automatic: findAutomatic({ headers: mail.headers, from, contentType: mail.contentType, loopHeader }),
    bounce: findBounce(mail, text),
    charsetGuessed: notes.charsetGuessed,
    warnings: [...notes.warnings],
  };
}

function readMessageId(headers: HeaderFields, notes: ParseNotes): string | null {
  const id = messageIds(headers.first('message-id') ?? '')[0] ?? null;
  if (id === null) notes.warnings.add('mail.missing_message_id');
  return id;
}

function readReferences(headers: HeaderFields, notes: ParseNotes): string[] {
  const ids = messageIds(headers.all('references').join(' '));
  if (ids.length > mailLimits.references) notes.warnings.add('mail.too_many_references');
  return ids.slice(-mailLimits.references);
}

/** The first 22 bytes name the conversation, each answer appends 5 (MS-OXOMSG 2.2.1.3). */
function readThreadIndex(value: string | null): string | null {
  const bytes = Buffer.from(value ?? '', 'base64');
  return bytes.length < 22 ? null : bytes.subarray(0, 22).toString('base64');
}

function readDate(headers: HeaderFields, notes: ParseNotes): Date | null {
  const value = headers.first('date') ?? '';
  const date = parseMailDate(value);
  if (date === null) notes.warnings.add(value === '' ? 'mail.missing_date' : 'mail.invalid_date');
  return date;
}

/** A meeting request without words is told in its own; language is judged by the new part, which the sender wrote. */
function withFallbacks(
  body: ShownBody,
  found: FoundAttachments,
  notes: ParseNotes,
): ShownBody & Pick<ParsedMail, 'language'> {
  const text =
    body.text.trim() === '' ? boundedText(wordsOfCalendar(found.calendar, notes) ?? body.text, notes) : body.text;
  const replyText = body.replyText.trim() === '' ? text : body.replyText;
  return { ...body, text, replyText, language: detectLanguage(replyText) };
}

function wordsOfCalendar(calendar: string | null, notes: ParseNotes): string | null {
  if (calendar === null) return null;
  try {
    return calendarText(calendar);
  } catch {
    notes.warnings.add('mail.calendar_damaged');
    return null;
  }
}
