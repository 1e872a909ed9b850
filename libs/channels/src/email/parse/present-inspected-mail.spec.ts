import { describe, expect, it } from '@jest/globals';
import { parseMail } from './parse-mail.js';
import { presentInspectedMail } from './present-inspected-mail.js';

describe('presentInspectedMail', () => {
  it('gives exactly the printed shape', async () => {
    const raw =
      'From: Ali <ali@example.com>\r\nIn-Reply-To: <a@x> <b@x>\r\nDate: Tue, 3 Mar 2026 06:00:00 +0000\r\nMessage-ID: <m@x>\r\nSubject: hi\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-1.4';
    expect(presentInspectedMail('a.eml', await parseMail(Buffer.from(raw)))).toEqual({
      file: 'a.eml',
      messageId: 'm@x',
      inReplyTo: 'a@x',
      references: [],
      date: '2026-03-03T06:00:00.000Z',
      subject: 'hi',
      from: { name: 'Ali', address: 'ali@example.com' },
      replyTo: [],
      to: [],
      cc: [],
      text: '',
      html: null,
      replyText: '',
      attachments: [
        {
          name: 'a.pdf',
          contentType: 'application/pdf',
          size: 8,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          contentId: null,
          inline: false,
        },
      ],
      automatic: { is: false, why: [] },
      bounce: null,
      charsetGuessed: false,
      warnings: [],
    });
  });
});
