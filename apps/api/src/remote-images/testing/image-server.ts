// Somebody else's web server, on loopback: what it is asked, and answers as a test wants them.
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ImageServer = {
  port: number;
  url: string;
  /** Since the start or the last `reset`. */
  asked: IncomingMessage[];
  answer: (listener: RequestListener) => void;
  reset: () => void;
  stop: () => Promise<void>;
};

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export async function startImageServer(): Promise<ImageServer> {
  const asked: IncomingMessage[] = [];
  const image: RequestListener = (_, response) => response.end(png);
  let listener = image;
  const server = createServer((request, response) => {
    asked.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    answer: (next) => (listener = next),
    reset: () => {
      asked.length = 0;
      listener = image;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
