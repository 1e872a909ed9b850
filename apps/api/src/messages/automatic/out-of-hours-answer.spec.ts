import { describe, expect, it } from '@jest/globals';
import { outOfHoursPlaceholders, unknownPlaceholders } from '@diwan/tickets';
import { outOfHoursAnswer, ownTexts } from './out-of-hours-answer.js';

const answer = { language: 'en', number: 7, opening: 'Monday at 09:00', texts: {} };

describe('the out-of-hours answer', () => {
  it.each(['en', 'ar', 'fa'] as const)('has a text of its own in %s that names opening and number', (language) => {
    expect(unknownPlaceholders(ownTexts[language], outOfHoursPlaceholders)).toEqual([]);
    const { subject, text, html } = outOfHoursAnswer({ ...answer, language });
    expect(subject).toMatch(/^\[#7\] /);
    expect(text).toContain('\u2066#7\u2069');
    expect(text).toContain('\u2068Monday at 09:00\u2069');
    expect(html).toContain(`lang="${language}"`);
    expect(text + html).not.toMatch(/[{}]/);
  });

  it("speaks English to whoever's language we do not write", () => {
    expect(outOfHoursAnswer({ ...answer, language: 'de' }).html).toContain('lang="en"');
  });

  it('uses the text of the organisation, in which nothing is markup', () => {
    const { text, html } = outOfHoursAnswer({ ...answer, texts: { en: 'Back <b>{opening}</b>\nR & D\n\nBye' } });
    expect(text).toBe('Back <b>\u2068Monday at 09:00\u2069</b>\nR & D\n\nBye');
    expect(html).toBe(
      '<p dir="ltr" lang="en">Back &lt;b&gt;<bdi>Monday at 09:00</bdi>&lt;/b&gt;<br>R &amp; D</p>\n<p dir="ltr" lang="en">Bye</p>',
    );
  });

  it('promises no opening where there is none', () => {
    const closed = { ...answer, opening: null };
    expect(outOfHoursAnswer(closed).text).toContain('as soon as we are back');
    expect(outOfHoursAnswer({ ...closed, texts: { en: 'Back {opening}' } }).text).toContain('as soon as we are back');
    expect(outOfHoursAnswer({ ...closed, texts: { en: 'We moved.' } }).text).toBe('We moved.');
  });
});
