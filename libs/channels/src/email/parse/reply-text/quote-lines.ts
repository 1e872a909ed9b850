// The words by which clients introduce a quote, in English, Arabic and Persian. All tests get lines from `plainLine`.

const digits = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** One spelling for matching only: bidi marks and ornaments gone, Persian and Arabic letters and digits unified. */
export function plainLine(line: string): string {
  return line
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640\u064b-\u0652*]/g, '')
    .replace(/[\u00a0\t]/g, ' ')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(digits, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/\s+/g, ' ')
    .trim();
}

const attributions = [
  /^On .{4,400} wrote ?:$/i,
  /^.{0,300}<[^<>]+@[^<>]+>.{0,80} wrote ?:$/i,
  /^\d{4}[-/]\d{1,2}[-/]\d{1,2}.{0,200}<[^<>]+@[^<>]+> ?:$/,
  // fa: در تاریخ … نوشت: / نوشته است: / چنین نوشت:
  /^(در|به تاریخ|تاریخ) .{4,400} (نوشت|نوشته|نوشته است|نوشتهاست|نوشتند|نوشتهاند|نوشته اند) ?:$/,
  /^.{0,300}<[^<>]+@[^<>]+>.{0,100} (نوشت|نوشته|نوشته است|نوشتهاست|نوشتهاند) ?:$/,
  // ar: في … كتب: / في … تمت كتابة ما يلي بواسطة …: / كتب … في …:
  /^(فی|بتاریخ|یوم|وفی) .{0,300}(کتب|کتبت|کتب\/ت|تمت کتابة ما یلی بواسطة)[ :].{0,300}$/,
  /^(کتب|کتبت) .{2,300} (فی|بتاریخ|یوم) .{2,150}:$/,
  /^.{0,300}<[^<>]+@[^<>]+>.{0,100} (کتب|کتبت) ?:$/,
];

/** Whether the (joined) line says who wrote what follows. */
export function isAttribution(line: string): boolean {
  return line.length <= 700 && line.endsWith(':') && attributions.some((pattern) => pattern.test(line));
}

/** A quote introduced in a language we do not know: short, ends in a colon, has a date or an address. */
export function mayBeAttribution(line: string): boolean {
  return line.length <= 300 && line.endsWith(':') && /[@\d]/.test(line) && /\p{L}/u.test(line);
}

const originalMessage =
  /^[-_=]{2,} ?(original message|original appointment|الرسالة الاصلیة|الرسالة الاصلیه|رسالة اصلیة|پیام اصلی|پیغام اصلی|متن اصلی|نامه اصلی) ?[-_=]{2,}$/i;

export function isOriginalMessageLine(line: string): boolean {
  return line.length <= 100 && originalMessage.test(line);
}

const forwarded = [
  /^-{2,} ?(forwarded message|رسالة معاد توجیهها|رسالة محولة|الرسالة المعاد توجیهها|رسالة معاد ارسالها|پیام بازارسال ?شده|پیام فوروارد ?شده|پیام ارجاع ?شده|پیام هدایت ?شده) ?-{2,}$/i,
  /^begin forwarded message ?:?$/i,
  /^(بدایة الرسالة المعاد توجیهها|بدایة رسالة معاد توجیهها|شروع پیام بازارسال ?شده|اغاز پیام بازارسال ?شده) ?:?$/,
];

export function isForwardLine(line: string): boolean {
  return line.length <= 100 && forwarded.some((pattern) => pattern.test(line));
}

const fromLabel = /^(from|من|از|فرستنده|المرسل) ?: ?\S/i;
const otherLabels = [
  /^(sent|date|تم الارسال|تاریخ الارسال|ارسلت|التاریخ|الارسال|ارسال|ارسال شده|ارسالشده|فرستاده شده|تاریخ|زمان ارسال) ?(?:فی ?)?:/i,
  /^(to|الی|به|گیرنده|المستلم) ?:/i,
  /^(subject|الموضوع|موضوع) ?:/i,
];

export function isFromLine(line: string): boolean {
  return fromLabel.test(line);
}

/** Outlook's block: From, then at least two of Sent, To, Subject within the next lines. */
export function isHeaderBlock(lines: readonly string[]): boolean {
  const [first, ...next] = lines;
  if (first === undefined || !isFromLine(first)) return false;
  const found = otherLabels.filter((label) => next.slice(0, 7).some((line) => label.test(line)));
  return found.length >= 2;
}

const forwardPrefix = /^(?:fwd?|wg|tr|rv|إعادة توجيه|اعادة توجيه|ارجاع|بازارسال|هدایت)\s*(?:\[\d+\])?\s*[:：]/i;

/** The outermost prefix decides: "Re: Fwd: x" is an answer to a forward. */
export function isForwardSubject(subject: string): boolean {
  return forwardPrefix.test(subject.trim());
}
