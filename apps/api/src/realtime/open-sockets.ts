import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ChatGateway } from '../chat/socket/chat.gateway.js';
import { AgentGateway } from './agent-gateway.js';
import { REALTIME_BUS, type RealtimeBus } from './bus/realtime-bus.js';
import { SocketFeed } from './socket-feed.service.js';
import { routeUpgrades } from './upgrades.js';

/** Opens the sockets of agents and visitors on the HTTP server of this process. */
export async function openSockets(app: NestFastifyApplication): Promise<void> {
  const [agents, visitors] = [app.get(AgentGateway), app.get(ChatGateway)];
  agents.start();
  visitors.start();
  await Promise.all([app.get(SocketFeed).start(), app.get<RealtimeBus>(REALTIME_BUS).start()]);
  routeUpgrades(app.getHttpServer(), {
    '/api/realtime': (...request) => agents.upgrade(...request),
    '/api/chat': (...request) => visitors.upgrade(...request),
  });
}
