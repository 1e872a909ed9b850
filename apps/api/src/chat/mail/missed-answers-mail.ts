import type { Language } from '@diwan/contracts';
import { paragraphDirection } from '@diwan/tickets';
import { escapeHtml } from '../../messages/escape-html.js';
import { languageOfLocale } from '../take/visitor-name.js';
import type { Missed } from './missed-answers.query.js';

const texts: Record<Language, { subject: string; opening: string; closing: string }> = {
  en: {
    subject: 'Our answer to your chat',
    opening: 'You had left the chat when we answered:',
    closing: 'To go on, just reply to this mail.',
  },
  ar: {
    subject: 'ردّنا على محادثتكم',
    opening: 'كنتم قد غادرتم المحادثة حين أجبنا:',
    closing: 'للمتابعة يكفي الردّ على هذه الرسالة.',
  },
  fa: {
    subject: 'پاسخ ما به گفت‌وگوی شما',
    opening: 'هنگامی که پاسخ دادیم، گفت‌وگو را ترک کرده بودید:',
    closing: 'برای ادامه، کافی است به همین نامه پاسخ دهید.',
  },
};

/** In the visitor's language where we write it, else in English; each answer in a direction of its own. */
export function missedAnswersMail(
  locale: string,
  answers: readonly Missed[],
): { subject: string; text: string; html: string } {
  const language = languageOfLocale(locale) ?? 'en';
  const { subject, opening, closing } = texts[language];
  const dir = language === 'en' ? 'ltr' : 'rtl';
  const text = [opening, ...answers.map((each) => `${each.name}:\n${each.text}`), closing].join('\n\n');
  const paragraphs = answers.map(({ name, text: words }) => {
    const lines = escapeHtml(words).replaceAll('\n', '<br>');
    return `<p><b><bdi>${escapeHtml(name)}</bdi></b></p><blockquote dir="${paragraphDirection(words, dir)}">${lines}</blockquote>`;
  });
  const html = `<div dir="${dir}" lang="${language}"><p>${opening}</p>${paragraphs.join('')}<p>${closing}</p></div>`;
  return { subject, text, html };
}
