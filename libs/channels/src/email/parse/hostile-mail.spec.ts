// Mails made to cost time or memory: judged by what comes out of them, and by ending at all.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { mailLimits } from './mail-limits.js';
import { parseMail } from './parse-mail.js';

const html = (body: string): Buffer =>
  Buffer.from(`From: a@example.com\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${body}`);
const times = (count: number, item: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => item(n)).join('');

/** Levels of nesting; a parser adds a tbody to each table. */
function deepest(markup: string): number {
  let depth = 0;
  let most = 0;
  for (const [tag] of markup.matchAll(/<\/?[a-z]/g)) most = Math.max(most, (depth += tag.startsWith('</') ? -1 : 1));
  return most;
}

describe('parseMail on hostile mail', () => {
  it('leaves nothing live in HTML and keeps what carries meaning', async () => {
    const mail = await parseMail(readFileSync(new URL('./fixtures/hostile-html.eml', import.meta.url)));
    expect(mail.html).not.toMatch(
      /script|javascript|on\w+=|<(form|input|svg|math|iframe|object|base|meta|style)|url\(|expression|position|svg\+xml|data-mark|[^-]src="http/i,
    );
    expect(mail.html).toContain('<p style="color:red;width:10px" dir="rtl" lang="fa">سلام</p>');
    expect(mail.html).toContain(
      '<a href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">two</a>',
    );
    expect(mail.html).toContain('data-remote-src="https://evil.example/open.gif?id=1"');
    expect(mail.html).toContain('<img src="cid:logo@x"><img src="data:image/png;base64,iVBORw0KGgo=">');
    expect(mail.html).toContain(
      `<div style="color:rgb(1,2,3);font-family:'B Nazanin';border:1px solid #ccc">end</div>`,
    );
  });

  it.each([
    ['18 MB of paragraphs', '<p>hello <b>world</b> سلام</p>\r\n'.repeat(500_000)],
    ['links that grow when made safe', '<a href=tel:1>x</a>'.repeat(200_000)],
    ['one endless text', 'word '.repeat(1_000_000)],
    ['characters that grow when escaped', '<'.repeat(1_500_000)],
    ['no-break spaces', '\u00a0'.repeat(1_500_000)],
    ['rows without table bodies', '<table><tr><td>x</table>'.repeat(120_000)],
  ])('cuts the shown HTML of %s at its limit', async (_, body) => {
    const mail = await parseMail(html(body));
    expect(mail.warnings).toContain('mail.html_truncated');
    const bytes = Buffer.byteLength(mail.html ?? '');
    expect(bytes).toBeLessThanOrEqual(mailLimits.htmlBytes);
    expect(bytes).toBeGreaterThan(mailLimits.htmlBytes / 3);
  });

  it.each(['<div>', '<table><tr><td>', '<b><i>', '<blockquote>', '<ul><li>'])(
    'flattens 1 MB of nested %s and keeps the text',
    async (tags) => {
      const mail = await parseMail(html(`${tags.repeat(1_000_000 / tags.length)}the end`));
      expect(mail.warnings).toContain('mail.html_flattened');
      expect(mail.text).toContain('the end');
      expect(deepest(mail.html ?? '')).toBeLessThanOrEqual(mailLimits.htmlNesting * 1.5);
    },
  );

  it('does not take paragraphs and list items that nobody closed for nesting', async () => {
    const mail = await parseMail(html(`<ul>${times(400, (n) => `<li>item ${n}<p>more`)}</ul><p>last`));
    expect(mail.warnings).not.toContain('mail.html_flattened');
    expect(mail.html?.match(/<li>/g)).toHaveLength(400);
  });

  it('reads the first thousand of 100,000 parts', async () => {
    const mail = await parseMail(
      Buffer.from(
        `From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${times(100_000, (n) => `--b\r\n\r\npart ${n}\r\n`)}--b--`,
      ),
    );
    expect(mail.warnings).toContain('mail.too_many_parts');
    expect(mail.text).toContain('part 998');
    expect(mail.text).not.toContain('part 2000');
  });

  it('keeps the first thousand of 100,000 recipients and the headers behind them', async () => {
    const to = times(100_000, (n) => `"User ${n}" <user${n}@example.com>,\r\n `);
    const mail = await parseMail(Buffer.from(`To: ${to}z@example.com\r\nFrom: a@example.com\r\nSubject: all\r\n\r\nx`));
    expect(mail.to).toHaveLength(1000);
    expect(mail).toMatchObject({ subject: 'all', from: { address: 'a@example.com' }, text: 'x' });
    expect(mail.warnings).toEqual(expect.arrayContaining(['mail.header_too_large', 'mail.too_many_recipients']));
  });

  it('keeps the last hundred of many references', async () => {
    const mail = await parseMail(Buffer.from(`References: ${times(5000, (n) => `<${n}@x> `)}\r\n\r\nx`));
    expect(mail.references).toEqual(Array.from({ length: 100 }, (_, n) => `${n + 4900}@x`));
  });

  it('shows parts nested deeper than the limit as attachments', async () => {
    const open = times(60, (n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`);
    const mail = await parseMail(Buffer.from(`${open}Content-Type: text/plain\r\n\r\ndeep words`));
    expect(mail.warnings).toContain('mail.nested_too_deep');
    expect(mail.attachments).toMatchObject([{ contentType: 'text/plain', sizeBytes: 10 }]);
  });

  it('cuts a text at its limit', async () => {
    const mail = await parseMail(
      Buffer.from(`Content-Type: text/plain; charset=utf-8\r\n\r\n${'سلام hello\r\n'.repeat(1_300_000)}`),
    );
    expect(mail.warnings).toContain('mail.text_truncated');
    expect(mail.text).toHaveLength(mailLimits.textBytes);
  });

  it.each([
    ['blank lines', 'Content-Type: text/plain', '\r'.repeat(3_000_000)],
    ['open comments', 'Content-Type: text/html', '<!--'.repeat(500_000)],
    ['a comment that seems to end', 'Content-Type: text/html', `<!--${' >'.repeat(4_000_000)}`],
    ['a style that seems to end', 'Content-Type: text/html', `<style>${'a>b</styl>'.repeat(800_000)}`],
    ['tags that differ', 'Content-Type: text/html', times(150_000, (n) => `<b id=${n}>`)],
    ['styles that differ', 'Content-Type: text/html', times(60_000, (n) => `<b style=top:${n}>x</b>`)],
    ['lines that begin a quote', 'Content-Type: text/plain', 'On a <b@c>\r\n'.repeat(100_000)],
    ['open brackets in From', `From: ${'<('.repeat(500_000)}`, 'x'],
    ['encoded words', `Subject: ${'=?utf-8?q?a?= '.repeat(60_000)}`, 'x'],
    ['an endless style', 'Content-Type: text/html', `<p style="margin:${'0 '.repeat(500_000)}x">a</p>`],
  ])('survives %s', async (_, header, body) => {
    expect(await parseMail(Buffer.from(`${header}\r\n\r\n${body}`))).toMatchObject({ messageId: null });
  });
});
