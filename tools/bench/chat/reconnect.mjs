// The network goes away under all widgets at once and comes back: how long until every screen is right again.
import { bounded } from './bounded.mjs';
import { openChats, visitors } from './chat.mjs';

const mostMs = 240_000;
const jitterMs = 2_000;

export const run = () =>
  bounded('reconnect', mostMs, async (undo) => {
    const { product, widget, cookies, loader } = await openChats(undo);
    await loader.ask('open', { port: product.ports.http, key: widget.key, visitors });
    await loader.ask('begin', { cookies });
    const { p50, p95, lastMs, lost, doubled, begunAnew } = await loader.ask('reconnect', { cookies, jitterMs });
    return { sockets: visitors, jitterMs, p50Ms: p50, p95Ms: p95, lastMs, lost, doubled, begunAnew };
  });
