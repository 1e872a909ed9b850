import { describe, expect, it } from '@jest/globals';
import { splitText } from './split-text.js';

describe('splitText', () => {
  it.each([
    ['On Tue, Mar 3, 2026 at 9:05 AM Diwan <s@diwan.test> wrote:'],
    ['On Tue, Mar 3, 2026 at 9:05 AM Diwan Support\n<support@diwan.test> wrote:'],
    ['2026-03-03 9:05 GMT+03:30 Diwan <s@diwan.test>:'],
    ['Le mar. 3 mars 2026 à 09:05, Diwan <s@diwan.test> a écrit :'],
    ['در تاریخ سه‌شنبه ۱۲ اسفند ۱۴۰۴، ۹:۰۵ دیوان <s@diwan.test> نوشت:'],
    ['در ۳ مارس ۲۰۲۶ ۹:۰۵، دیوان نوشته است:'],
    ['در سه شنبه 3 مارس 2026 دیوان <s@diwan.test>\nنوشت:\u200f'],
    ['في الثلاثاء، ٣ مارس ٢٠٢٦ في ٩:٠٥ ص كتب ديوان <s@diwan.test>:'],
    ['\u200fفي 3 مارس 2026، الساعة 9:05 ص، كتبت سارة <s@diwan.test>:'],
    ['كتب ديوان <s@diwan.test> في 3 مارس 2026:'],
  ])('cuts at %j', (attribution) => {
    expect(splitText(`New words.\n\n${attribution}\n\n> old words\n> more`)).toBe('New words.');
  });

  it.each([
    ['-----Original Message-----\nFrom: a@x.org\nold'],
    ['________________________________\nFrom: A <a@x.org>\nSent: Tuesday\nTo: b\nSubject: c\n\nold'],
    ['*From:* A <a@x.org>\n*Date:* Tuesday\n*Subject:* c\n\nold'],
    ['من: ديوان\nتم الإرسال: الثلاثاء\nإلى: سارة\nالموضوع: س\n\nقديم'],
    ['از: دیوان\nارسال: ۱۲ اسفند\nبه: سارا\nموضوع: س\n\nقدیمی'],
    ['-------- پیام اصلی --------\nاز: دیوان\nقدیمی'],
    ['-------- الرسالة الأصلية --------\nمن: ديوان\nقديم'],
  ])('cuts above the block %j', (block) => {
    expect(splitText(`New words.\n\n${block}`)).toBe('New words.');
  });

  it.each([
    ['an answer between quoted lines', 'On 3 Mar 2026, A <a@x.org> wrote:\n> one?\nYes.\n> two?\nNo.'],
    ['an answer below the quote', 'Hi,\n> question?\nanswer'],
    ['nothing but a quote', 'On 3 Mar 2026, A <a@x.org> wrote:\n> one'],
    ['a forwarded message', 'See:\n---------- Forwarded message ---------\nFrom: a\nDate: b\nSubject: c'],
    ['a forwarded message in Persian', 'ببینید:\n---------- پیام بازارسال شده ---------\nاز: a\nتاریخ: b\nموضوع: c'],
    ['a signature', 'Hi\n-- \nKim'],
    [
      'a sentence with "On" and a colon',
      'On Monday I wrote:\nplease call me at 5'.replace('I wrote:', 'I noted this:'),
    ],
    ['a single From line', 'From: my point of view it is fine\nBye'],
  ])('keeps all of %s', (_, text) => {
    expect(splitText(text)).toBe(text);
  });

  it('cuts a bare quote without introduction', () => {
    expect(splitText('Thanks!\n\n> old\n> words\n')).toBe('Thanks!');
  });
});
