import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ParsedMail } from '../parsed-mail.js';
import { parseMail } from './parse-mail.js';

function parseFixture(name: string): Promise<ParsedMail> {
  return parseMail(readFileSync(new URL(`./fixtures/${name}.eml`, import.meta.url)));
}

describe('parseMail on real-world mail', () => {
  it.each([
    ['gmail-en-reply', 'Thanks, the parcel arrived.\n\nOne question: where is the invoice?', 'en'],
    ['gmail-fa-reply', 'سلام، بسته هنوز نرسیده است.\nلطفاً پیگیری کنید.', 'fa'],
    ['gmail-ar-reply', 'مرحباً، لم يصل الطلب إلى الآن.', 'ar'],
    ['outlook-en-reply', 'Hello,\n\nit works now, thank you.\n\nBest regards\nJohn', 'en'],
    ['outlook-ar-reply', 'شكرا لكم، تم حل المشكلة.', 'ar'],
    ['outlook-fa-reply', 'سلام\nمشکل حل شد، ممنون از شما.', 'fa'],
    ['outlook-mobile-reply', 'Yes, that is fine.\n\nGet Outlook for iOS', 'en'],
    ['apple-mail-reply', 'I agree with everything that was said and would like to go on with the second offer.', 'en'],
    ['thunderbird-reply', 'خیلی ممنون، درست شد.', 'fa'],
    ['yahoo-reply', ' It was delivered to the wrong address.', 'en'],
    ['samsung-reply', 'Tomorrow at five is good.\n\nSent from my Galaxy', 'en'],
    ['signature-kept', 'Done.\n\n-- \nKim Lee\n+44 20 7946 0000', null],
  ])('finds the new part and the language of %s', async (name, replyText, language) => {
    expect(await parseFixture(name)).toMatchObject({ replyText, language, warnings: [] });
  });

  it.each([
    'gmail-en-reply',
    'outlook-en-reply',
    'outlook-ar-reply',
    'outlook-mobile-reply',
    'apple-mail-reply',
    'thunderbird-reply',
    'yahoo-reply',
    'samsung-reply',
  ])('folds the quote in the HTML of %s and keeps the new part outside', async (name) => {
    const { html, replyText } = await parseFixture(name);
    const [before, quoted] = (html ?? '').split('<div data-quote="">');
    expect(before).toContain(replyText.trim().split(/\s+/)[0]);
    expect(quoted).toMatch(/support@diwan\.test|Diwan/);
    expect(before).not.toMatch(/support@diwan\.test/);
  });

  it.each(['gmail-inline-answers', 'gmail-forward'])('keeps all of %s', async (name) => {
    const mail = await parseFixture(name);
    expect(mail.replyText).toBe(mail.text);
    expect(mail.html ?? '').not.toContain('data-quote');
  });

  it.each([
    [
      'dsn-failed',
      {
        action: 'failed',
        status: '5.1.1',
        recipient: 'gone@example.net',
        diagnostic: '550 5.1.1 <gone@example.net>: Recipient address rejected: User unknown',
        originalMessageId: 't.12.4.c3d4@diwan.test',
      },
    ],
    [
      'dsn-delayed-headers',
      {
        action: 'delayed',
        status: '4.4.7',
        recipient: 'slow@example.net',
        diagnostic: '',
        originalMessageId: 't.12.5.e5f6@diwan.test',
      },
    ],
    [
      'exim-bounce',
      {
        action: 'failed',
        status: '5.1.1',
        recipient: 'nobody@example.net',
        diagnostic: expect.stringMatching(/no such user$/),
        originalMessageId: 't.12.6.a7b8@diwan.test',
      },
    ],
    [
      'qmail-bounce',
      {
        action: 'failed',
        status: '5.7.1',
        recipient: 'lost@example.net',
        diagnostic: expect.stringContaining('mailbox closed'),
        originalMessageId: 't.12.7.c9d0@diwan.test',
      },
    ],
    ['gmail-en-reply', null],
    ['out-of-office-fa', null],
  ])('reads the bounce in %s', async (name, bounce) => {
    expect((await parseFixture(name)).bounce).toEqual(bounce);
  });

  it.each([
    ['dsn-failed', ['auto_submitted:auto-replied', 'null_return_path', 'multipart_report', 'from_mailer_daemon']],
    ['out-of-office-fa', ['auto_submitted:auto-replied', 'precedence:bulk']],
    ['newsletter', ['list_id', 'list_unsubscribe', 'from_no_reply']],
    ['qmail-bounce', ['from_mailer_daemon']],
    ['outlook-en-reply', []],
  ])('names every sign of a machine in %s', async (name, why) => {
    expect((await parseFixture(name)).automatic).toEqual({ is: why.length > 0, why });
  });

  it.each([
    ['windows-1256-undeclared', 'مشكلة في الطلب رقم 4521', 'السلام عليكم،\nلم يصل الطلب حتى الآن.', true],
    ['windows-1256-labelled-latin1', 'x', 'سلام، سفارش من هنوز نرسيده است. گزارش پيگيري را بفرستيد.', true],
    ['windows-1256-declared', 'طلب جديد', 'مرحبا، أريد إرجاع الطلب.', false],
    ['iso-8859-6', 'x', 'مرحبا بكم', false],
    ['utf-8-undeclared', 'سفارش من', 'سلام دنیا', true],
    ['latin-text-in-default-charset', 'x', 'Déjà reçu, merci à vous.', true],
  ])('decodes %s', async (name, subject, text, charsetGuessed) => {
    expect(await parseFixture(name)).toMatchObject({ subject, text, charsetGuessed });
  });

  it('reads every header field of a reply', async () => {
    expect(await parseFixture('outlook-en-reply')).toMatchObject({
      messageId: 'AM0P1@outlook.example',
      inReplyTo: ['t.12.3.a1b2@diwan.test'],
      references: ['t.12.3.a1b2@diwan.test'],
      date: new Date('2026-03-03T06:42:00Z'),
      subject: 'RE: Order 4521',
      from: { name: 'John Smith', address: 'john@contoso.example' },
      to: [{ name: 'Support', address: 'support@diwan.test' }],
      threadIndex: 'AdqAb3R5c2Z0aGVyZWFkaW5kZXgxMg==',
    });
  });

  it('keeps a mail without From, Date and Message-ID, with NUL bytes and bare CR', async () => {
    expect(await parseFixture('broken-headers')).toMatchObject({
      from: null,
      date: null,
      messageId: null,
      subject: 'no sender here',
      references: ['a@x', 'b@x', 'c@x', 'd@x'],
      inReplyTo: ['b@x'],
      to: [],
      text: 'body with\nbare CR and  NUL',
      warnings: ['mail.bare_cr', 'mail.nul_bytes', 'mail.missing_message_id', 'mail.missing_date', 'mail.missing_from'],
    });
  });

  it('believes no address that an encoded word or a quoted local part pretends', async () => {
    expect(await parseFixture('encoded-word-address')).toMatchObject({
      from: null,
      to: [{ address: '' }, { name: 'Ok', address: 'ok@example.com' }],
      replyTo: [{ name: 'ceo@bank.example', address: 'x@evil.example' }],
      subject: 'desrever end',
      warnings: ['mail.invalid_address', 'mail.invalid_from'],
    });
  });

  it('shows the body of a multipart whose boundary never comes', async () => {
    const { text, warnings } = await parseFixture('broken-multipart');
    expect(text).toContain('the words are here');
    expect(warnings).toEqual(['mail.broken_multipart']);
  });

  it('does not decode UTF-7 into markup', async () => {
    expect(await parseFixture('utf-7-html')).toMatchObject({
      html: expect.not.stringContaining('<'),
      warnings: ['mail.utf7_html'],
    });
  });

  it('names and types attachments by what they are', async () => {
    const { attachments } = await parseFixture('attachments');
    expect(
      attachments.map(({ name, contentType, contentId, inline }) => ({ name, contentType, contentId, inline })),
    ).toEqual([
      { name: 'logo.png', contentType: 'image/png', contentId: 'logo@x', inline: true },
      { name: 'گزارش ۱.pdf', contentType: 'application/pdf', contentId: null, inline: false },
      { name: 'عکسgpj.exe', contentType: 'application/x-msdownload', contentId: null, inline: false },
      { name: 'نامهٔ قبلی.eml', contentType: 'message/rfc822', contentId: null, inline: false },
      { name: 'notes.txt', contentType: 'text/plain', contentId: null, inline: false },
    ]);
    expect(attachments[0]).toMatchObject({
      sizeBytes: 70,
      sha256: '6b7fa434f92a8b80aab02d9bf1a12e49ffcae424e4013a1c4f68b67e3d2bbcd0',
    });
  });

  it('unpacks winmail.dat into its files and its words', async () => {
    const { text, html, attachments } = await parseFixture('tnef');
    expect({ text, html }).toEqual({ text: 'متن نامه', html: '<p>متن نامه</p>' });
    expect(attachments.map(({ name, content }) => [name, Buffer.from(content).toString('latin1')])).toEqual([
      ['گزارش ماهانه.txt', 'first file\n'],
      ['second.bin', '\x00\x01\x02second'],
    ]);
  });

  it('keeps what a damaged winmail.dat still gives, and the container', async () => {
    const { attachments, warnings } = await parseFixture('tnef-damaged');
    expect(attachments.map(({ name }) => name)).toEqual(['گزارش ماهانه.txt', 'winmail.dat']);
    expect(warnings).toEqual(['mail.tnef_damaged']);
  });

  it('keeps a winmail.dat that is none as it came', async () => {
    const raw = 'Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nnot TNEF';
    const { attachments, warnings } = await parseMail(Buffer.from(raw));
    expect(attachments).toMatchObject([{ name: 'winmail.dat', sizeBytes: 8 }]);
    expect(warnings).toContain('mail.tnef_damaged');
  });

  it('tells a wordless meeting request in its own words', async () => {
    const { text, attachments } = await parseFixture('calendar-invite');
    expect(text).toBe('جلسهٔ فروش\n2026-03-21 10:00 (Asia/Tehran)\nRoom 4, Tehran\nBoss <boss@example.com>');
    expect(attachments).toMatchObject([{ name: 'invite.ics', contentType: 'text/calendar; method=REQUEST' }]);
  });

  it.each([
    ['smime-signed', 'signed words', 'smime.p7s', []],
    ['smime-opaque', '', 'smime.p7m', ['mail.smime_opaque']],
    ['smime-encrypted', '', 'smime.p7m', ['mail.smime_encrypted']],
  ])('shows what can be shown of %s', async (name, text, file, warnings) => {
    expect(await parseFixture(name)).toMatchObject({ text, attachments: [{ name: file }], warnings });
  });
});
