// What contacts are told while an inbox is closed. It repeats nothing of what they wrote.
import type { Language, OutOfHoursTexts } from '@diwan/contracts';
import { fillPlaceholders } from '@diwan/tickets';
import { escapeHtml } from '../escape-html.js';

type Told = { subject: string; text: string; withoutOpening: string };

const own: Record<Language, Told> = {
  en: {
    subject: 'We are closed at the moment',
    text: 'Thank you for your message. It has reached us under number {number}. We are closed at the moment and open again on {opening}; we will answer then as soon as we can.\n\nTo add something, just reply to this mail.',
    withoutOpening:
      'Thank you for your message. It has reached us under number {number}. We are closed at the moment and will answer as soon as we are back.\n\nTo add something, just reply to this mail.',
  },
  ar: {
    subject: 'نحن خارج أوقات العمل',
    text: 'شكرًا على رسالتكم. وصلتنا وسُجّلت بالرقم {number}. نحن الآن خارج أوقات العمل، ونعود إليكم {opening}، وسنردّ عليكم حينها في أقرب وقت ممكن.\n\nلإضافة أي شيء يكفي الردّ على هذه الرسالة.',
    withoutOpening:
      'شكرًا على رسالتكم. وصلتنا وسُجّلت بالرقم {number}. نحن الآن خارج أوقات العمل، وسنردّ عليكم فور عودتنا.\n\nلإضافة أي شيء يكفي الردّ على هذه الرسالة.',
  },
  fa: {
    subject: 'اکنون خارج از ساعت کاری ماست',
    text: 'از پیام شما سپاسگزاریم. پیام شما با شمارهٔ {number} به دست ما رسید. اکنون خارج از ساعت کاری ماست؛ {opening} دوباره در خدمت شما هستیم و در نخستین فرصت پاسخ می‌دهیم.\n\nاگر نکتهٔ دیگری دارید، به همین نامه پاسخ دهید.',
    withoutOpening:
      'از پیام شما سپاسگزاریم. پیام شما با شمارهٔ {number} به دست ما رسید. اکنون خارج از ساعت کاری ماست و به محض بازگشت پاسخ می‌دهیم.\n\nاگر نکتهٔ دیگری دارید، به همین نامه پاسخ دهید.',
  },
};

export const ownTexts: Record<Language, string> = { en: own.en.text, ar: own.ar.text, fa: own.fa.text };

/** The contact's language where we write it, else English. */
export function writtenLanguage(language: string): Language {
  return language === 'fa' || language === 'ar' ? language : 'en';
}

type Answer = { language: string; number: number; opening: string | null; texts: Partial<OutOfHoursTexts> };

/** Diwan's own words where nobody wrote others, and where others name an opening and there is none. */
function textOf({ opening, texts }: Answer, language: Language): string {
  const text = texts[language] ?? own[language].text;
  return opening === null && text.includes('{opening}') ? own[language].withoutOpening : text;
}

/** Number and time stay whole in both directions. */
export function outOfHoursAnswer(answer: Answer): { subject: string; text: string; html: string } {
  const { number, opening } = answer;
  const key = writtenLanguage(answer.language);
  const text = textOf(answer, key);
  const dir = key === 'en' ? 'ltr' : 'rtl';
  const marked = fillPlaceholders(escapeHtml(text), {
    number: `<bdi dir="ltr">#${number}</bdi>`,
    opening: `<bdi>${escapeHtml(opening ?? '')}</bdi>`,
  });
  return {
    subject: `[#${number}] ${own[key].subject}`,
    text: fillPlaceholders(text, { number: `\u2066#${number}\u2069`, opening: `\u2068${opening ?? ''}\u2069` }),
    html: marked
      .split(/\n\s*\n/)
      .map((paragraph) => `<p dir="${dir}" lang="${key}">${paragraph.replaceAll('\n', '<br>')}</p>`)
      .join('\n'),
  };
}
