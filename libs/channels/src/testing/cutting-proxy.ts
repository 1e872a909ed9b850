/** A TCP proxy that breaks connections on purpose, for tests. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type CuttingProxyOptions = {
  target: { host?: string; port: number };
  /** Bytes from the server that one connection may carry before it is cut. A function is asked once a connection. */
  cutAfterBytes?: number | ((connection: number) => number);
  /** Connections start half-open: what was sent so far arrives, then nothing more, in neither direction. */
  freezeAfterBytes?: number;
};

export type CuttingProxy = {
  port: number;
  /** Connections made so far. */
  connections: () => number;
  /** From now on no byte passes on the open connections, which stay open; new ones work. */
  freeze: () => void;
  /** Resets every open connection. */
  cut: () => void;
  /** From now on nothing is cut. */
  heal: () => void;
  stop: () => Promise<void>;
};

type Pair = { client: Socket; server: Socket; frozen: boolean };

export async function startCuttingProxy(options: CuttingProxyOptions): Promise<CuttingProxy> {
  const pairs = new Set<Pair>();
  let count = 0;
  let healed = false;

  const listener = createServer((client) => {
    count += 1;
    const server = connect(options.target.port, options.target.host ?? '127.0.0.1');
    const pair: Pair = { client, server, frozen: false };
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    client.on('data', (chunk) => {
      if (!pair.frozen) server.write(chunk);
    });
    let left = healed ? Infinity : limitOf(options, count);
    server.on('data', (chunk: Buffer) => {
      if (pair.frozen) return;
      client.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left > 0) return;
      if (options.freezeAfterBytes === undefined) client.end(() => end());
      else pair.frozen = true;
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    port: (listener.address() as AddressInfo).port,
    connections: () => count,
    freeze() {
      for (const pair of pairs) pair.frozen = true;
    },
    cut() {
      for (const { client } of pairs) client.resetAndDestroy();
    },
    heal() {
      healed = true;
    },
    async stop() {
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function limitOf({ cutAfterBytes, freezeAfterBytes }: CuttingProxyOptions, connection: number): number {
  if (typeof cutAfterBytes === 'function') return cutAfterBytes(connection);
  return cutAfterBytes ?? freezeAfterBytes ?? Infinity;
}
