// A page of somebody else, of another origin, with a policy that allows a widget and nothing more.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

export type StrangerPage = { url: string; close: () => Promise<void> };
type Options = {
  widgetHost: string;
  language: string;
  settings: Record<string, unknown>;
  /** Another site than Diwan's. Test browsers are as private windows, which let frames of other sites keep nothing. */
  isOtherSite: boolean;
};

/** What the page calls before the script is there, and what it keeps of the events for us to look at. */
const setUp = (settings: Record<string, unknown>) => `
window.DiwanSettings = ${JSON.stringify(settings)};
window.happened = [];
window.Diwan = function () { (Diwan.q = Diwan.q || []).push(arguments); };
for (const name of ['open', 'close', 'unread', 'message', 'conversationStarted', 'conversationClosed', 'online', 'offline'])
  Diwan('on', name, (value) => happened.push(value === undefined ? name : [name, value]));
`;

export async function serveStrangerPage(options: Options): Promise<StrangerPage> {
  const { widgetHost, language, settings, isOtherSite } = options;
  const html = `<!doctype html>
<html lang="${language}" dir="${language === 'en' ? 'ltr' : 'rtl'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title>
<script src="/set-up.js"></script><script async src="${widgetHost}/widget.js"></script></head>
<body><main><h1>Shop</h1><button data-diwan-open>Help</button></main></body></html>`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/set-up.js';
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html',
      'content-security-policy': `default-src 'none'; script-src 'self' ${widgetHost}; frame-src ${widgetHost}`,
    });
    response.end(isScript ? setUp(settings) : html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://${isOtherSite ? 'localhost' : '127.0.0.1'}:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
