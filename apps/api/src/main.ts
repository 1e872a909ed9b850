// The HTTP and WebSocket process.
import 'reflect-metadata';
import { readConfig } from './config.js';
import { createHttpApp } from './http/http-app.js';
import { openSockets } from './realtime/open-sockets.js';
import { runProcess } from './run-process.js';

await runProcess('api', async () => {
  const config = readConfig();
  const app = await createHttpApp(config);
  await app.listen(config.port, config.host);
  await openSockets(app);
  return () => {
    // Answers under way get some seconds; a download that nobody reads must not use up the ten there are.
    setTimeout(() => app.getHttpServer().closeAllConnections(), 5_000).unref();
    return app.close();
  };
});
