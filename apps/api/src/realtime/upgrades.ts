import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;

/** Leads each request for a WebSocket to the gateway of its path. One that fails is refused, and so is an unknown path. */
export function routeUpgrades(http: Server, gateways: Readonly<Record<string, Upgrade>>): void {
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const upgrade = gateways[new URL(request.url ?? '', 'http://host').pathname];
    if (!upgrade) return refuseUpgrade(socket, 404);
    upgrade(request, socket, head).catch(() => refuseUpgrade(socket, 503));
  });
}

export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${status === 401 ? 'Unauthorized' : 'Refused'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
