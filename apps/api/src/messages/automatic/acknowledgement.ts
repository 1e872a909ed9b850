// The one mail that Diwan writes by itself so far. It repeats nothing of what the contact wrote.
const texts = {
  en: {
    subject: 'We have received your message',
    body: (number: string) =>
      `Thank you for your message. It has reached us under number ${number}; we will answer as soon as we can. To add something, just reply to this mail.`,
  },
  ar: {
    subject: 'استلمنا رسالتكم',
    body: (number: string) =>
      `شكرًا على رسالتكم. وصلتنا وسُجّلت بالرقم ${number}، وسنردّ عليكم في أقرب وقت ممكن. لإضافة أي شيء يكفي الردّ على هذه الرسالة.`,
  },
  fa: {
    subject: 'پیام شما به دست ما رسید',
    body: (number: string) =>
      `از پیام شما سپاسگزاریم. پیام شما با شمارهٔ ${number} ثبت شد و در نخستین فرصت پاسخ می‌دهیم. اگر نکتهٔ دیگری دارید، به همین نامه پاسخ دهید.`,
  },
} as const;

/** In the contact's language where we write it, else in English. The number is isolated: it stays whole in both directions. */
export function acknowledgement(language: string, number: number): { subject: string; text: string; html: string } {
  const key = language === 'fa' || language === 'ar' ? language : 'en';
  const { subject, body } = texts[key];
  const dir = key === 'en' ? 'ltr' : 'rtl';
  return {
    subject: `[#${number}] ${subject}`,
    text: body(`\u2066#${number}\u2069`),
    html: `<p dir="${dir}" lang="${key}">${body(`<bdi dir="ltr">#${number}</bdi>`)}</p>`,
  };
}
