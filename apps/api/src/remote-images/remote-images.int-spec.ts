import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { eventually } from '@diwan/channels/testing/eventually';
import { remoteImages } from '@diwan/contracts';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { png, startImageServer, type ImageServer } from './testing/image-server.js';
import { statusesOf } from '../testing/test-client.js';
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
      changed('agent', (await test.agent()).id),
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

  it('of a slow server are fetched four at once for an agent; one too many is refused, and colleagues wait for nobody', async () => {
    const colleague = await test.agent('agent', [inbox.queueId]);
    const linkFor = async (by: SignedIn) => remoteImages.parse((await list(by)).body).images[0]?.url ?? '';
    const [mine, theirs] = [await linkFor(agent), await linkFor(colleague)];
    const waiting: ServerResponse[] = [];
    server.answer((_, response) => waiting.push(response));
    const gone = new AbortController();
    const closed = fetch(test.url + mine, { signal: gone.signal }).catch((error: Error) => error.name);
    const first = Array.from({ length: 3 }, () => test.stranger().get(mine));
    await eventually(() => expect(waiting).toHaveLength(4));
    const refused = test.stranger().get(mine);
    const other = test.stranger().get(theirs);
    await eventually(() => expect(waiting).toHaveLength(5));
    const { status, body } = await refused;
    expect([status, body.code, body.params]).toEqual([429, 'remote_image.busy', { retryAfterSeconds: 5 }]);
    // Who closes the page leaves their slot to the next.
    gone.abort();
    expect(await closed).toBe('AbortError');
    const next = test.stranger().get(mine);
    await eventually(() => expect(waiting).toHaveLength(6));
    for (const response of waiting) response.end(png);
    expect(statusesOf(await Promise.all([...first, other, next]))).toEqual(Array(5).fill(200));
  });

  it('are none in a plain message', async () => {
    const plain = await test.mail(inbox);
    expect((await agent.get(`/api/messages/${plain.messageId}/remote-images`)).body).toEqual({ images: [] });
  });
});
