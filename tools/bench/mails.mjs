// Synthetic mails, the same for the same seed: 10 kB of text 60 %, 33 kB of HTML 30 %, 97 kB with a file 10 %; a quarter in
// Persian or Arabic, 30 % replies to earlier ones.
import { createHash } from 'node:crypto';

const words = {
  en: 'order invoice delivery please thanks yesterday the and my account password address problem since shop arrived wrong size refund question colour again answer team waiting return parcel'.split(
    ' ',
  ),
  fa: 'سفارش فاکتور ارسال لطفا ممنون دیروز حساب گذرواژه نشانی مشکل فروشگاه رسید اندازه بازپرداخت پرسش رنگ دوباره پاسخ تیم منتظر بازگشت بسته می‌خواهم نمی‌دانم'.split(
    ' ',
  ),
  ar: 'الطلب الفاتورة التوصيل من فضلك شكرا أمس الحساب كلمة العنوان مشكلة المتجر وصل المقاس استرداد سؤال اللون مجددا الجواب الفريق انتظار إرجاع الطرد'.split(
    ' ',
  ),
};

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = (next, list) => list[Math.floor(next() * list.length)];

function sentences(next, language, bytes) {
  const lines = [];
  for (let size = 0; size < bytes;) {
    const line = `${Array.from({ length: 11 }, () => pick(next, words[language])).join(' ')}.`;
    lines.push(line);
    size += Buffer.byteLength(line) + 2;
  }
  return lines;
}

const header = (text) => `=?utf-8?b?${Buffer.from(text).toString('base64')}?=`;
const base64 = (bytes) => bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
const textPart = (body) =>
  `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}\r\n`;

/** About 400 elements: a table of styled cells with a paragraph each, as newsletters and Outlook write them. */
function htmlPart(next, language, bytes) {
  const dir = language === 'en' ? 'ltr' : 'rtl';
  const rows = [];
  for (let size = 0; size < bytes;) {
    const text = sentences(next, language, 200).join('\r\n');
    const row = `<tr><td style="padding:4px 8px;color:#333;font-family:Arial,sans-serif"><p dir="${dir}" style="margin:0">${text}</p><br></td></tr>`;
    rows.push(row);
    size += Buffer.byteLength(row) + 2;
  }
  const body = `<html><head><style>td{margin:0}</style></head><body><table>\r\n${rows.join('\r\n')}\r\n</table></body></html>`;
  return `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}\r\n`;
}

const multipart = (kind, boundary, parts) =>
  `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;

function fileOf(next) {
  const bytes = Buffer.alloc(66_000);
  for (let at = 0; at < bytes.length; at += 4) bytes.writeInt32LE((next() * 2 ** 31) | 0, at);
  return bytes;
}

const filePart = (bytes) =>
  `Content-Type: application/octet-stream; name="report.bin"\r\nContent-Disposition: attachment; filename="report.bin"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(bytes)}`;

function bodyOf(next, { kind, language, quote, boundary }) {
  const text = [...sentences(next, language, kind === 'text' ? 9_000 : 1_200), ...quote].join('\r\n');
  if (kind === 'text') return { body: textPart(text), sha256: null };
  if (kind === 'html')
    return {
      body: multipart('alternative', boundary, [textPart(text), htmlPart(next, language, 30_500)]),
      sha256: null,
    };
  const file = fileOf(next);
  const sha256 = createHash('sha256').update(file).digest('hex');
  return { body: multipart('mixed', boundary, [textPart(`${text}\r\n`), filePart(file)]), sha256 };
}

function kindOf(index) {
  const digit = index % 10;
  return digit < 6 ? 'text' : digit < 9 ? 'html' : 'file';
}

/** @returns {{ id: string, from: string, subject: string, sha256: string | null, bytes: Buffer }[]} in sending order */
export function createMails({ count, tag, to, seed = 1 }) {
  const next = random(seed);
  const mails = [];
  for (let index = 0; index < count; index++) {
    // Sizes in a fixed cycle, so that parts of a run compare; the rest by chance.
    const language = next() < 0.25 ? pick(next, ['fa', 'ar']) : 'en';
    const parent = index > 20 && next() < 0.3 ? pick(next, mails) : null;
    mails.push(createMail(next, { tag, to, index, kind: kindOf(index), language, parent }));
  }
  return mails;
}

function createMail(next, { tag, to, index, kind, language, parent }) {
  const id = `${tag}-${index}@bench.test`;
  const from = parent?.from ?? `customer${Math.floor(next() * 700)}@bench.test`;
  const subject = parent
    ? `Re: ${parent.subject.replace(/^Re: /, '')}`
    : `${pick(next, words[language])} ${tag} ${index}`;
  const quote = parent ? ['', 'On Monday Support wrote:', '> first line', '> second line'] : [];
  const { body, sha256 } = bodyOf(next, { kind, language, quote, boundary: `b-${tag}-${index}` });
  const headers = [
    'Received: from mail.bench.test (mail.bench.test [192.0.2.1]) by mx.bench.test; Sun, 22 Nov 2026 09:30:00 +0000',
    `From: ${header(pick(next, words[language]))} <${from}>`,
    `To: <${to}>`,
    `Subject: ${header(subject)}`,
    `Message-ID: <${id}>`,
    ...(parent ? [`In-Reply-To: <${parent.id}>`, `References: <${parent.id}>`] : []),
    'Date: Sun, 22 Nov 2026 09:30:00 +0000',
    'MIME-Version: 1.0',
  ];
  return { id, from, subject, sha256, bytes: Buffer.from(`${headers.join('\r\n')}\r\n${body}`) };
}
