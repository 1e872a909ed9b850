import { afterEach, describe, expect, it } from '@jest/globals';
import { createMailParser, type MailParser, type MailParserOptions } from './create-mail-parser.js';

const small = Buffer.from('From: ali@example.com\r\nSubject: hello\r\n\r\nbody\r\n');

function withAttachment(bytes: number): Buffer {
  const content = Buffer.alloc(bytes, 7).toString('base64').replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    `From: ali@example.com\r\nContent-Type: application/x-test; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}`,
  );
}

describe('createMailParser', () => {
  const parsers: MailParser[] = [];
  const start = (options: MailParserOptions): MailParser => {
    const parser = createMailParser(options);
    parsers.push(parser);
    return parser;
  };
  afterEach(async () => {
    await Promise.all(parsers.splice(0).map((parser) => parser.close()));
  });

  it('parses more mails than it has threads, each with its own result', async () => {
    const parser = start({ threads: 2 });
    const subjects = Array.from({ length: 9 }, (_, n) => `mail ${n}`);
    const mails = await Promise.all(
      subjects.map((subject) => parser.parse(Buffer.from(`Subject: ${subject}\r\n\r\nx`))),
    );
    expect(mails.map((mail) => mail.subject)).toEqual(subjects);
  });

  it('leaves the bytes to the caller and hands over those of the attachments', async () => {
    const raw = withAttachment(200_000);
    const mail = await start({ threads: 1 }).parse(raw);
    expect(raw.length).toBeGreaterThan(200_000);
    expect(mail.attachments[0]?.content).toEqual(new Uint8Array(200_000).fill(7));
  });

  it('gives each mail the default charset of the pool or its own', async () => {
    const parser = start({ threads: 1, defaultCharset: 'windows-1251' });
    const raw = Buffer.from('Subject: x\r\n\r\n\xcf\xf0\xe8\xe2\xe5\xf2', 'latin1');
    expect((await parser.parse(raw)).text).toBe('Привет');
    expect((await parser.parse(raw, { defaultCharset: 'iso-8859-1' })).text).toBe('Ïðèâåò');
  });

  it.each([
    ['a small mail', small],
    ['another large one', withAttachment(2_000_000)],
  ])('does not keep %s waiting behind a large one that takes long', async (_, raw) => {
    const parser = start({ threads: 1, timeoutMs: 50_000 });
    const html = Array.from({ length: 60_000 }, (__, n) => `<b style=top:${n}>x</b>`).join('');
    const finished: string[] = [];
    const slow = parser.parse(Buffer.from(`Content-Type: text/html\r\n\r\n${html}`)).then(() => finished.push('slow'));
    const quick = parser.parse(raw).then(() => finished.push('quick'));
    await Promise.all([slow, quick]);
    expect(finished).toEqual(['quick', 'slow']);
  });

  it('ends a mail that takes too long and goes on with the others', async () => {
    const parser = start({ threads: 1, timeoutMs: 1 });
    const outcomes = await Promise.allSettled([
      parser.parse(withAttachment(20_000_000)),
      parser.parse(withAttachment(20_000_000)),
    ]);
    expect(outcomes).toEqual(
      Array.from({ length: 2 }, () => ({
        status: 'rejected',
        reason: expect.objectContaining({ code: 'mail.parse_timed_out' }),
      })),
    );
  });

  it('ends a mail that takes too much memory and goes on with a new thread', async () => {
    const parser = start({ threads: 1, heapMb: 20 });
    const hungry = Buffer.from(`Content-Type: text/html\r\n\r\n${'<b>x</b>'.repeat(250_000)}`);
    await expect(parser.parse(hungry)).rejects.toMatchObject({
      name: 'MailParseError',
      code: 'mail.parse_out_of_memory',
    });
    expect((await parser.parse(small)).subject).toBe('hello');
  });

  it('takes no mail after it was closed and finishes those it has', async () => {
    const parser = start({ threads: 1 });
    const waiting = [parser.parse(small), parser.parse(small)];
    await parser.close();
    expect((await Promise.all(waiting)).map((mail) => mail.subject)).toEqual(['hello', 'hello']);
    await expect(parser.parse(small)).rejects.toMatchObject({ code: 'mail.parse_failed' });
  });
});
