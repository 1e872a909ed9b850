import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { remoteImages } from '@diwan/contracts';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { png, startImageServer, type ImageServer } from './testing/image-server.js';
import { createTestApp, type OpenedTicket, type SignedIn, type TestApp } from '../testing/test-app.js';

const other = 'https://images.example/b.png';

describe('remote images', () => {
  let test: TestApp;
  let server: ImageServer;
  let inbox: AnInbox;
  let agent: SignedIn;
  let ticket: OpenedTicket;
  beforeAll(async () => {
    server = await startImageServer();
    test = await createTestApp({ outgoing: (_, port) => port === server.port });
    inbox = await anInbox(test.database);
    agent = await test.agent('agent', [inbox.queueId]);
    ticket = await test.mail(inbox, {
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
      text: `<p>"data-remote-src="http://text.example/"</p><img src="${server.url}/a.png?who=sara&amp;n=1"><img src="${other}"><img src="${other}"><img src="cid:x">`,
    });
  });
  beforeEach(() => server.reset());
  afterAll(async () => {
    await test.close();
    await server.stop();
  });

  const list = (by = agent) => by.get(`/api/messages/${ticket.messageId}/remote-images`);
  const listed = async () => remoteImages.parse((await list()).body).images;

  it('are listed, each once, and none of them is fetched for that', async () => {
    expect((await listed()).map(({ address }) => address)).toEqual([`${server.url}/a.png?who=sara&n=1`, other]);
    expect(server.asked).toEqual([]);
  });

  it('come through this server to whoever holds the link, and may do nothing but be shown', async () => {
    const [image] = await listed();
    const { status, headers } = await test.stranger().get(image?.url ?? '', { cookie: 'session=1', referer: test.url });
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'private, max-age=3600',
    }); // prettier-ignore
    const [asked] = server.asked;
    expect([asked?.url, asked?.headers.cookie, asked?.headers.referer]).toEqual([
      '/a.png?who=sara&n=1',
      undefined,
      undefined,
    ]);
  });

  it('are not fetched for a link to another address, or a stale or forged one', async () => {
    const [image] = await listed();
    const link = new URL(image?.url ?? '', test.url);
    const changed = (name: string, value: string): string => {
      const url = new URL(link);
      url.searchParams.set(name, value);
      return url.pathname + url.search;
    };
    for (const url of [
      changed('address', `${server.url}/b.png`),
      changed('expires', String(Number(link.searchParams.get('expires')) + 1)),
      changed('signature', 'forged'),
      '/files/remote-images',
    ]) {
      const { status, body } = await test.stranger().get(url);
      expect([url, status, body.code]).toEqual([url, 404, 'request.not_found']);
    }
    expect(server.asked).toEqual([]);
  });

  it('are listed only for who may see the ticket', async () => {
    const elsewhere = await test.agent('agent', []);
    expect((await list(elsewhere)).status).toBe(404);
    expect((await test.stranger().get(`/api/messages/${ticket.messageId}/remote-images`)).status).toBe(401);
  });

  it('that may not be fetched or are none say why', async () => {
    const [image, refused] = await listed();
    server.answer((_, response) => response.end('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    expect((await test.stranger().get(image?.url ?? '')).body).toMatchObject({
      code: 'remote_image.unavailable', params: { reason: 'no_image' },
    }); // prettier-ignore
    expect((await test.stranger().get(refused?.url ?? '')).status).toBe(404);
  });

  it('that grow beyond the limit on their way break off', async () => {
    const [image] = await listed();
    server.answer((_, response) => {
      response.write(png);
      const more = (): void => {
        while (response.write(Buffer.alloc(1024 * 1024)));
      };
      response.on('drain', more);
      more();
    });
    await expect(test.stranger().get(image?.url ?? '')).rejects.toThrow('terminated');
  });

  it('are none in a plain message', async () => {
    const plain = await test.mail(inbox);
    expect((await agent.get(`/api/messages/${plain.messageId}/remote-images`)).body).toEqual({ images: [] });
  });
});
