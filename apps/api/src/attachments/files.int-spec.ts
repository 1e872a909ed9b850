import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attachment } from '@diwan/contracts';
import { createTestApp, type SignedIn, type TestApp } from '../testing/test-app.js';
import { FileLinks } from './file-links.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a file', () => {
  let test: TestApp;
  let agent: SignedIn;
  beforeAll(async () => {
    test = await createTestApp();
    agent = await test.agent();
  });
  afterAll(() => test.close());

  const download = (url: string) => test.stranger().get(url);

  it.each([
    ['page.html', '<script>alert(1)</script>', 'text/html'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'],
    ['drawing.png', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/png'],
    ['data.xml', '<x xmlns="http://www.w3.org/1999/xhtml"/>', 'application/xhtml+xml'],
    ['paper.pdf', '%PDF-1.7', 'application/pdf'],
  ])('like %s is saved, never shown', async (name, content, type) => {
    const { status, body } = await agent.upload(name, content, type);
    expect([status, attachment.safeParse(body).success]).toEqual([201, true]);
    const file = await download(body.url);
    expect(file.text).toBe(content);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox",
    }); // prettier-ignore
  });

  it('that is an image by its content is shown, whatever it is called', async () => {
    const { body } = await agent.upload('page.html', new Uint8Array(png), 'text/html');
    const file = await download(body.url);
    expect([body.contentType, file.headers.get('content-type')]).toEqual(['image/png', 'image/png']);
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it.each([
    ['گزارش می‌روم.txt', 'گزارش می‌روم.txt'],
    ['../../etc/passwd', 'passwd'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\r\nSet-Cookie: x=1', expect.not.stringMatching(/[\r\n]/)],
    [`${'🙂'.repeat(150)}.txt`, expect.stringMatching(/^(🙂)+\.txt$/u)],
  ])('called %j keeps what is a name of it', async (name, kept) => {
    const { status, body } = await agent.upload(name, 'x');
    expect([status, body.name]).toEqual([201, kept]);
    const file = await download(body.url);
    expect(file.status).toBe(200);
    expect(decodeURIComponent(file.headers.get('content-disposition')?.split("''")[1] ?? '')).toBe(body.name);
  });

  it('may have no name at all', async () => {
    const raw =
      '--b\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n--b--\r\n';
    const { status, body } = await agent.send('POST', '/api/attachments', {
      raw, headers: { 'content-type': 'multipart/form-data; boundary=b' },
    }); // prettier-ignore
    expect([status, body.name]).toEqual([201, 'file']);
  });

  it('must be there, and of a bearable size', async () => {
    expect((await agent.send('POST', '/api/attachments', { raw: new FormData() })).status).toBe(400);
    const huge = await agent.upload('huge.bin', new Uint8Array(25 * 1024 * 1024 + 1));
    expect([huge.status, huge.body.code]).toEqual([413, 'request.too_large']);
  });

  it('is given to nobody without a link that is good', async () => {
    const { body } = await agent.upload('a.txt', 'a');
    const { body: other } = await agent.upload('b.txt', 'b');
    const url = new URL(body.url, test.url);
    const tampered = (change: (params: URLSearchParams) => void): string => {
      const copy = new URL(url);
      change(copy.searchParams);
      return copy.pathname + copy.search;
    };
    const links = [
      `/files/${body.id}`,
      `/files/${other.id}${url.search}`,
      tampered((params) => params.set('signature', 'x'.repeat(43))),
      tampered((params) => params.set('expires', String(Number(params.get('expires')) + 3_600_000))),
      tampered((params) => params.set('expires', 'never')),
      tampered((params) => params.append('signature', 'again')),
      test.app.get(FileLinks).link(body.id, new Date(Date.now() - 2 * 3_600_000)),
    ];
    for (const link of links) expect([link, (await download(link)).status]).toEqual([link, 404]);
    expect((await download(url.pathname + url.search)).status).toBe(200);
    expect((await agent.get(`/files/${body.id}`)).status).toBe(404);
  });
});
