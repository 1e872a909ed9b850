import { randomUUID } from 'node:crypto';

export type DemoMail = { to: string; bytes: Buffer };
type Draft = {
  to: string;
  from: string;
  subject: string;
  text: string;
  html?: string;
  attachment?: { name: string; type: string; base64: string };
  inline?: boolean;
};

const support = 'support@demo.diwan.test';
const poshtibani = 'poshtibani@demo.diwan.test';
const daam = 'daam@demo.diwan.test';

/** A 48x32 picture in two colours, for a mail with an inline image. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAADAAAAAgCAIAAADbtmxLAAAAOUlEQVR42u3OMQ0AMAgAMP55QwrfBM4SCjBBdjWpgMapu6JfrgghISEhISEhISEhISEhISEhoZ+hATH9zXlJw6YHAAAAAElFTkSuQmCC';

const drafts: readonly Draft[] = [
  {
    to: support, from: 'Emma Clark <emma.clark@example.com>', subject: 'Parcel arrived damaged',
    text: 'Hello,\n\nmy parcel arrived this morning and the box was torn open. The lamp inside is broken.\nCould you send a new one?\n\nThank you\nEmma',
    html: '<p>Hello,</p><p>my parcel arrived this morning and the box was <b>torn open</b>. The lamp inside is broken.</p><p><img src="cid:lamp@example.com" alt="The lamp"></p><p>Could you send a new one?</p><p>Thank you<br>Emma</p>',
    inline: true,
  },
  {
    to: poshtibani, from: 'رضا محمدی <reza.mohammadi@example.com>', subject: 'سفارش من هنوز نرسیده است',
    text: 'سلام،\n\nOrder #4521 هنوز نرسیده است. لطفاً وضعیت ارسال را بررسی کنید.\nشمارهٔ تماس من ۰۹۱۲۳۴۵۶۷۸۹ است.\n\nبا سپاس\nرضا محمدی',
  },
  {
    to: daam, from: 'ليلى حسن <layla.hassan@example.com>', subject: 'طلب استرداد المبلغ',
    text: 'السلام عليكم،\n\nأرغب في استرداد مبلغ الطلب رقم ٧٧٨٢ لأن المنتج لا يعمل. أرفقت الفاتورة.\n\nمع الشكر\nليلى حسن',
    attachment: { name: 'فاتورة ٧٧٨٢.txt', type: 'text/plain; charset=utf-8', base64: Buffer.from('فاتورة رقم ٧٧٨٢\nالمجموع: ١٢٠\n').toString('base64') },
  },
  {
    to: support, from: 'Jonas Weber <jonas.weber@example.com>', subject: 'Invoice with the wrong address',
    text: 'Hi,\n\nour invoice 2031 still shows the old address. Please correct it to:\n\nWeber GmbH\nLange Gasse 4\n1080 Vienna\n\nBest regards\nJonas Weber',
  },
  {
    to: poshtibani, from: 'مریم کاظمی <maryam.kazemi@example.com>', subject: 'تغییر نشانی تحویل',
    text: 'با سلام و احترام\n\nمی‌خواهم نشانی تحویل سفارشم را عوض کنم: تهران، خیابان ولی‌عصر، کوچهٔ نسترن، پلاک ۱۲.\n\nسپاسگزارم',
  },
  {
    to: daam, from: 'يوسف العلي <yousef.alali@example.com>', subject: 'كيف أغيّر كلمة المرور؟',
    text: 'مرحبًا،\n\nلا أستطيع الدخول إلى حسابي بعد آخر تحديث. كيف أغيّر كلمة المرور؟\n\nيوسف',
  },
  {
    to: support, from: 'Priya Nair <priya.nair@example.com>', subject: 'Discount for schools?',
    text: 'Hello team,\n\ndo you offer a discount for schools? We would need 40 lamps in spring.\n\nKind regards\nPriya Nair',
  },
  {
    to: poshtibani, from: 'علی رضایی <ali.rezaei@example.com>', subject: 'مشکل در پرداخت اینترنتی',
    text: 'سلام\n\nهنگام پرداخت خطای «تراکنش ناموفق» می‌بینم ولی مبلغ ۲۵۰٬۰۰۰ تومان از حسابم کم شده است.\nکد پیگیری: 8823-1190\n\nعلی رضایی',
  },
  {
    to: support, from: 'Lucas Moreau <lucas.moreau@example.com>', subject: 'Lamp flickers after a week',
    text: 'Hello,\n\nthe lamp I bought last week has begun to flicker. I changed the bulb twice, it did not help.\n\nLucas',
  },
  {
    to: daam, from: 'نورة السبيعي <noura@example.com>', subject: 'متى يصل الطلب؟',
    text: 'مساء الخير،\n\nطلبت مصباحين يوم الأحد ولم تصلني أي رسالة عن الشحن. متى يصل الطلب؟',
  },
  {
    to: support, from: 'Hana Suzuki <hana.suzuki@example.com>', subject: 'Thank you!',
    text: 'Just wanted to say thank you for the quick help yesterday. The new lamp is lovely.\n\nHana',
  },
  {
    to: poshtibani, from: 'سارا نوری <sara.nouri@example.com>', subject: 'ساعت کاری فروشگاه',
    text: 'سلام، ساعت کاری فروشگاه در روز پنجشنبه چند تا چند است؟ ممنون.',
  },
]; // prettier-ignore

/** The demo's mail as it would have come over the wire. Made once; after that it is mail like any other. */
export function demoMails(now: Date): DemoMail[] {
  return drafts.map((draft, index) => ({
    to: draft.to,
    bytes: toRaw(draft, new Date(now.getTime() - (drafts.length - index) * 17 * 60_000)),
  }));
}

const encodeWords = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;

function part(type: string, body: string, extra = ''): string {
  const lines = Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\r\n');
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n${extra}\r\n${lines}\r\n`;
}

function toRaw(draft: Draft, date: Date): Buffer {
  const [, name = '', address = ''] = /^(.*) <(.*)>$/.exec(draft.from) ?? [];
  const boundary = `demo-${randomUUID()}`;
  const parts = [part('text/plain; charset=utf-8', draft.text)];
  if (draft.html) parts.push(part('text/html; charset=utf-8', draft.html));
  const files: string[] = [];
  if (draft.inline) {
    files.push(
      `Content-Type: image/png; name=lamp.png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <lamp@example.com>\r\nContent-Disposition: inline; filename=lamp.png\r\n\r\n${picture}\r\n`,
    );
  }
  if (draft.attachment) {
    const file = encodeURIComponent(draft.attachment.name);
    files.push(
      `Content-Type: ${draft.attachment.type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename*=UTF-8''${file}\r\n\r\n${draft.attachment.base64}\r\n`,
    );
  }
  const outer = `${boundary}-outer`;
  const body = parts.map((each) => `--${boundary}\r\n${each}`).join('') + `--${boundary}--\r\n`;
  const alternative = `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${body}`;
  const lines = [
    `From: ${encodeWords(name)} <${address}>`,
    `To: <${draft.to}>`,
    `Subject: ${encodeWords(draft.subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@example.com>`,
    'MIME-Version: 1.0',
  ];
  const head = lines.join('\r\n');
  if (files.length === 0) return Buffer.from(`${head}\r\n${alternative}`);
  const kind = draft.inline ? 'related' : 'mixed';
  const rest = files.map((file) => `--${outer}\r\n${file}`).join('');
  return Buffer.from(
    `${head}\r\nContent-Type: multipart/${kind}; boundary="${outer}"\r\n\r\n--${outer}\r\n${alternative}\r\n${rest}--${outer}--\r\n`,
  );
}
