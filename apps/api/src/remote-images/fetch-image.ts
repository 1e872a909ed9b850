// An image of somebody else's server on its way through ours: bounded in time and size, and an image by its first bytes.
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import { isShownInline } from '../attachments/shown-inline.js';
import { openAddress, type Outside } from '../outgoing/open-address.js';
import { OutgoingError } from '../outgoing/outgoing-error.js';

export type RemoteImage = { contentType: string; body: Readable };

export const imageLimits = { bytes: 10 * 1024 * 1024, milliseconds: 10_000 };

/** As many bytes as file-type may want to see of an image. */
const sniffedBytes = 4100;

const headers = {
  accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif',
  // What is small on the wire must not become large here.
  'accept-encoding': 'identity',
  'user-agent': 'Diwan image proxy',
};

/**
 * @returns an image whose type was told by its content; SVG is none. What breaks a limit later breaks `body` off.
 * @throws OutgoingError
 */
export async function fetchImage(address: string, outside: Outside, limits = imageLimits): Promise<RemoteImage> {
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    const response = await openAddress(address, { headers, signal }, outside);
    try {
      return await readImage(response, limits.bytes);
    } catch (error) {
      response.destroy();
      throw error;
    }
  } catch (error) {
    throw OutgoingError.of(error, signal);
  }
}

async function readImage(response: IncomingMessage, mostBytes: number): Promise<RemoteImage> {
  const { 'content-length': length = '0', 'content-encoding': encoding = 'identity' } = response.headers;
  if (response.statusCode !== 200) throw new OutgoingError('unreachable');
  if (encoding !== 'identity') throw new OutgoingError('no_image');
  if (Number(length) > mostBytes) throw new OutgoingError('too_large');
  const chunks = bounded(response, mostBytes);
  const head = await readHead(chunks);
  const type = await fileTypeFromBuffer(head);
  if (type === undefined || !isShownInline(type.mime)) throw new OutgoingError('no_image');
  return { contentType: type.mime, body: Readable.from(joined(head, chunks)) };
}

async function readHead(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < sniffedBytes) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

/** Whatever the length header says. */
async function* bounded(response: IncomingMessage, mostBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new OutgoingError('too_large');
    yield chunk;
  }
}

async function* joined(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}
