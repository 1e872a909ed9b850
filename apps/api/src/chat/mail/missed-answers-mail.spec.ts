import { describe, expect, it } from '@jest/globals';
import { missedAnswersMail } from './missed-answers-mail.js';

const answer = (text: string) => ({ seq: 2, name: 'Sara <b>', text });

describe('the mail with missed answers', () => {
  it.each([
    ['fa-IR', 'rtl', 'fa'],
    ['ar', 'rtl', 'ar'],
    ['ja-JP', 'ltr', 'en'],
  ])('is in the language of %s', (locale, dir, lang) => {
    const { html } = missedAnswersMail(locale, [answer('OK')]);
    expect(html.startsWith(`<div dir="${dir}" lang="${lang}">`)).toBe(true);
  });

  it('holds all answers in order, each in its own direction, and nothing of them is markup', () => {
    const { html, text } = missedAnswersMail('fa', [answer('سلام'), answer('See <https://x.test>\nBye')]);
    expect(html).toContain('<blockquote dir="rtl">سلام</blockquote>');
    expect(html).toContain('<blockquote dir="ltr">See &lt;https://x.test&gt;<br>Bye</blockquote>');
    expect(html).not.toContain('Sara <b>');
    expect(text.indexOf('سلام')).toBeLessThan(text.indexOf('Bye'));
  });
});
