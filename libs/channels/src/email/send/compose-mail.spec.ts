import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { anOutboundAttachment, anOutboundMessage } from '../../testing/outbound-messages.js';
import { composeMail } from './compose-mail.js';
import { headerText } from './header-values.js';

const parse = (raw: Buffer): Promise<ParsedMail> => simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
const headerBlock = (raw: Buffer): string => raw.toString('latin1').split('\r\n\r\n')[0] ?? '';
const headerNames = (raw: Buffer): string[] =>
  headerBlock(raw)
    .split(/\r\n(?![ \t])/)
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
const first = (address: AddressObject | AddressObject[] | undefined) => [address].flat()[0]?.value[0];

describe('composeMail', () => {
  it('writes ids, threading and dates as given', async () => {
    const references = Array.from({ length: 25 }, (_, index) => `r${index}@x.test`);
    const now = new Date('2026-01-02T03:04:05Z');
    const raw = await composeMail(anOutboundMessage({ inReplyTo: 'q@x.test', references }), { now });
    const mail = await parse(raw);
    expect(mail.messageId).toBe('<t.42.0191d2a4.k1-aaaaaaaaaaaaaaaa@diwan.test>');
    expect(mail.inReplyTo).toBe('<q@x.test>');
    expect(mail.references).toEqual(references.slice(5).map((id) => `<${id}>`));
    expect(mail.date).toEqual(now);
    expect(first(mail.replyTo)?.address).toBe('support+t42.k1-aaaaaaaaaaaaaaaa@diwan.test');
    expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it.each([
    ['rtl' as const, 'fa', '<div dir="rtl" lang="fa" style="direction:rtl;text-align:right"><p>سلام</p></div>'],
    ['ltr' as const, 'en-GB', '<div dir="ltr" lang="en-GB" style="direction:ltr;text-align:left"><p>سلام</p></div>'],
    ['ltr' as const, '"><script>', '<div dir="ltr" style="direction:ltr;text-align:left"><p>سلام</p></div>'],
  ])('states %s twice for language %s', async (direction, language, div) => {
    const mail = await parse(await composeMail(anOutboundMessage({ html: '<p>سلام</p>', direction, language })));
    expect(mail.html).toContain(div);
    expect(mail.html).toMatch(new RegExp(`^<!DOCTYPE html>\\n<html[^>]* dir="${direction}">`));
  });

  it('marks only those paragraphs whose direction a reader would guess wrong', async () => {
    const text = 'Diwan سفارش شما را فرستاد\nسفارش 12 از Diwan\nplain English with سلام\n> Re سفارش شما\n12345';
    const mail = await parse(await composeMail(anOutboundMessage({ text, direction: 'rtl' })));
    expect(mail.text?.trimEnd()).toBe(`\u200F${text}`);
  });

  it('puts inline images beside the html and other files beside both', async () => {
    const raw = await composeMail(
      anOutboundMessage({
        html: '<img src="cid:logo@diwan">',
        attachments: [
          anOutboundAttachment({ name: 'لوگو.png', contentType: 'image/png', contentId: 'logo@diwan', inline: true }),
          anOutboundAttachment({ name: 'فاکتور شماره ۱.pdf' }),
          anOutboundAttachment({ name: 'x.html', contentType: 'text/html\r\nX-Evil: 1' }),
        ],
      }),
    );
    const types = [...raw.toString().matchAll(/Content-Type: ([a-z]+\/[a-z-]+)/g)].map(([, type]) => type);
    expect(types).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'application/pdf',
      'application/octet-stream',
    ]);
    const mail = await parse(raw);
    expect(mail.attachments.map(({ filename, cid, related }) => [filename, cid, related ?? false])).toEqual([
      ['لوگو.png', 'logo@diwan', true],
      ['فاکتور شماره ۱.pdf', undefined, false],
      ['x.html', undefined, false],
    ]);
  });

  it('names a Persian file twice: RFC 2231 for the standard, RFC 2047 in Content-Type for older Outlook', async () => {
    const raw = await composeMail(anOutboundMessage({ attachments: [anOutboundAttachment({ name: 'گزارش.pdf' })] }));
    expect(raw.toString()).toMatch(/Content-Disposition: attachment;\s+filename\*0\*=utf-8''/i);
    expect(raw.toString()).toMatch(/Content-Type: application\/pdf;\s+name="?=\?UTF-8\?/i);
  });

  it('marks automatic mail so that no machine answers it, and only that', async () => {
    const automatic = headerNames(await composeMail(anOutboundMessage({ automatic: true }), { loopHeader: 'l1' }));
    const personal = headerNames(await composeMail(anOutboundMessage(), { loopHeader: 'l1' }));
    const marks = ['auto-submitted', 'x-auto-response-suppress', 'x-diwan-loop'];
    expect(automatic).toEqual(expect.arrayContaining(marks));
    expect(personal.filter((name) => marks.includes(name))).toEqual([]);
  });

  it.each([
    ['a recipient', { to: [{ name: '', address: 'a@b.test>\r\nRCPT TO:<x@y.test' }] }],
    ['a second recipient in one', { to: [{ name: '', address: 'a@b.test, c@d.test' }] }],
    ['a Message-ID', { messageId: 'a@b>\r\nBcc: x@y.test' }],
  ])('refuses %s that would break out of its header', async (_name, overrides) => {
    await expect(composeMail(anOutboundMessage(overrides))).rejects.toMatchObject({ code: 'channel.rejected' });
  });

  it('drops foreign ids that would break out of References', async () => {
    const raw = await composeMail(anOutboundMessage({ references: ['ok@x.test', 'a\r\nBcc: x@y.test', 'b c'] }));
    expect((await parse(raw)).references).toBe('<ok@x.test>');
    expect(headerNames(raw)).not.toContain('bcc');
  });
});

describe('whatever names and subjects hold', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '\r\n',
          'Bcc: x@y.test',
          '"',
          '<',
          '>',
          ',',
          ';',
          '\\',
          '=?utf-8?q?=41?=',
          '\u202e',
          '\u200f',
          ' سلام ',
          'a',
          '\0',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  );

  it('comes back the same from the wire, and adds no header', async () => {
    const plain = headerNames(await composeMail(anOutboundMessage({ attachments: [anOutboundAttachment()] })));
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (name, subject, fileName) => {
        const message = anOutboundMessage({
          subject: `s${subject}`,
          from: { name, address: 'support@diwan.test' },
          to: [{ name, address: 'sara@customer.test' }],
          attachments: [anOutboundAttachment({ name: `f${fileName}` })],
        });
        const raw = await composeMail(message);
        expect(headerBlock(raw)).toMatch(/^[\t\r\n\x20-\x7e]*$/);
        expect(headerNames(raw).sort()).toEqual([...plain].sort());
        const mail = await parse(raw);
        expect(first(mail.from)).toEqual({ name: headerText(name), address: 'support@diwan.test' });
        expect(first(mail.to)).toEqual({ name: headerText(name), address: 'sara@customer.test' });
        expect(mail.subject).toBe(headerText(`s${subject}`));
        expect(mail.attachments).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });
});
