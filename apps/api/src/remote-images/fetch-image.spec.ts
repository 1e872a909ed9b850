import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { publicWeb, type AddressPolicy } from '../outgoing/address-policy.js';
import { resolveHost, type Outside } from '../outgoing/open-address.js';
import { png, startImageServer, type ImageServer } from './testing/image-server.js';
import { fetchImage, imageLimits } from './fetch-image.js';

let server: ImageServer;
let inside: ImageServer;
beforeAll(async () => {
  [server, inside] = await Promise.all([startImageServer(), startImageServer()]);
});
beforeEach(() => {
  server.reset();
  inside.reset();
});
afterAll(() => Promise.all([server.stop(), inside.stop()]));

/** The one server stands for the public web, the other for what is inside. */
const webOfTest: AddressPolicy = (address, port) => port === server.port || publicWeb(address, port);
const outsideOf = (over: Partial<Outside> = {}): Outside => ({ allows: webOfTest, resolve: resolveHost, ...over });
const reasonOf = (address: string, outside = outsideOf(), limits = imageLimits) =>
  fetchImage(address, outside, limits).then(
    () => 'fetched',
    (error: { reason?: string }) => error.reason,
  );
const redirectTo =
  (location: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { location }).end();

describe('an image elsewhere', () => {
  it('is fetched whole, and its type told by its content', async () => {
    server.answer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(png));
    const { contentType, body } = await fetchImage(`${server.url}/a.png`, outsideOf());
    expect(contentType).toBe('image/png');
    expect(Buffer.concat((await body.toArray()) as Buffer[])).toEqual(png);
  });

  it('is asked for without anything that tells who asks', async () => {
    await reasonOf(`${server.url}/open.gif?id=1`);
    const [{ url, headers } = { url: '', headers: {} }] = server.asked;
    expect(url).toBe('/open.gif?id=1');
    expect(Object.keys(headers).toSorted()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });

  it('is fetched from the address that was judged, and its host is looked up once', async () => {
    const hosts: string[] = [];
    const resolve = async (host: string) => {
      hosts.push(host);
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const address = `http://images.example:${server.port}/a.png`;
    expect(await reasonOf(address, outsideOf({ resolve }))).toBe('fetched');
    expect([hosts, server.asked[0]?.headers.host]).toEqual([['images.example'], `images.example:${server.port}`]);
  });

  it.each([3, 4])('may be %d redirects away, if no more than three', async (count) => {
    server.answer(({ url = '' }, response) => {
      const left = Number(url.slice(1));
      if (left > 0) response.writeHead(301, { location: `/${left - 1}` }).end();
      else response.end(png);
    });
    expect(await reasonOf(`${server.url}/${count}`)).toBe(count > 3 ? 'too_many_redirects' : 'fetched');
  });
});

describe('nothing is sent', () => {
  it.each([
    'http://127.0.0.1', 'http://127.1', 'http://2130706433', 'http://0x7f000001', 'http://0177.0.0.1', 'http://017700000001',
    'http://[::1]', 'http://[::ffff:127.0.0.1]', 'http://[::ffff:7f00:1]', 'http://0.0.0.0', 'http://localhost',
    'http://①②⑦.0.0.1',
  ])('to this machine, written as %s', async (host) => {
    expect(await reasonOf(`${host}:${inside.port}/`)).toBe('refused');
    expect(inside.asked).toEqual([]);
  }); // prettier-ignore

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
    'http://192.168.0.1/',
    'http://8.8.8.8:25/',
  ])('to %s', async (address) => expect(await reasonOf(address)).toBe('refused'));

  it.each([
    'file:///etc/passwd',
    'ftp://8.8.8.8/a.png',
    'data:image/png;base64,AA==',
    '//8.8.8.8/a.png',
    'http://me:secret@8.8.8.8/',
    '',
  ])('for %j', async (address) => expect(await reasonOf(address)).toBe('refused'));

  it.each([
    ['private', ['10.0.0.1']],
    ['private as well as public', ['8.8.8.8', '127.0.0.1']],
    ['of the metadata service', ['169.254.169.254']],
    ['private in the clothes of IPv6', ['::ffff:10.0.0.1']],
    ['missing', []],
  ])('to a name whose address is %s', async (_, addresses) => {
    const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    expect(await reasonOf('http://images.example/a.png', outsideOf({ resolve }))).toBe('refused');
  });

  it.each([
    ['loopback', () => inside.url],
    ['loopback by its number', () => `http://2130706433:${inside.port}/`],
    ['loopback without a scheme', () => `//localhost:${inside.port}/`],
    ['the metadata service', () => 'http://169.254.169.254/'],
    ['a file', () => 'file:///etc/passwd'],
  ])('to %s after a redirect', async (_, location) => {
    server.answer(redirectTo(location()));
    expect(await reasonOf(`${server.url}/a.png`)).toBe('refused');
    expect([server.asked.length, inside.asked.length]).toEqual([1, 0]);
  });
});

describe('what is fetched is not passed on', () => {
  it.each<[string, string, RequestListener]>([
    ['SVG', 'no_image', (_, r) => r.setHeader('content-type', 'image/svg+xml').end('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['SVG that says it is XML', 'no_image', (_, r) => r.end('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['HTML that says it is a PNG', 'no_image', (_, r) => r.setHeader('content-type', 'image/png').end('<html><script>alert(1)</script>')],
    ['a PDF', 'no_image', (_, r) => r.setHeader('content-type', 'image/png').end('%PDF-1.7')],
    ['nothing', 'no_image', (_, r) => r.end()],
    ['packed bytes nobody asked for', 'no_image', (_, r) => r.setHeader('content-encoding', 'gzip').end(png)],
    ['an error page with an image', 'unreachable', (_, r) => r.writeHead(404).end(png)],
    ['a broken connection', 'unreachable', (_, r) => r.destroy()],
    ['more than fits, as it says', 'too_large', (_, r) => r.writeHead(200, { 'content-length': 11 * 1024 * 1024 }).end(png)],
  ])('when it is %s', async (_, reason, listener) => {
    server.answer(listener);
    expect(await reasonOf(`${server.url}/a.png`)).toBe(reason);
  }); // prettier-ignore

  it('beyond the limit, when it does not say how long it is', async () => {
    let sendMore = (): unknown => undefined;
    server.answer((_, response) => {
      response.write(Buffer.concat([png, Buffer.alloc(8000)]));
      sendMore = () => response.end(Buffer.alloc(8192));
    });
    const { body } = await fetchImage(`${server.url}/a.png`, outsideOf(), { ...imageLimits, bytes: 9000 });
    sendMore();
    await expect(body.toArray()).rejects.toMatchObject({ reason: 'too_large' });
  });

  const hasty = { ...imageLimits, milliseconds: 100 };

  it('when the server says nothing in time', async () => {
    server.answer(() => undefined);
    expect(await reasonOf(`${server.url}/a.png`, outsideOf(), hasty)).toBe('too_slow');
  });

  it('when the resolver says nothing in time', async () => {
    const resolve = () => new Promise<never>(() => undefined);
    expect(await reasonOf(`${server.url}/a.png`, outsideOf({ resolve }), hasty)).toBe('too_slow');
  });

  it('after the time, when it began well', async () => {
    server.answer((_, response) => response.write(Buffer.concat([png, Buffer.alloc(8192)])));
    const whole = fetchImage(`${server.url}/a.png`, outsideOf(), hasty).then(({ body }) => body.toArray());
    await expect(whole).rejects.toThrow(/abort|too_slow/);
  });
});
