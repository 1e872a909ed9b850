// Chats as they go on all day: visitors write, agents answer each message as soon as they hear of it. Measured from the
// visitor's send to the agent's socket and back, beside a bare relay (parse, stringify, no database) of the same load in the
// same run. Every message must exist exactly once.
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuPerEach } from '../cpu.mjs';
import { rssMb } from '../memory.mjs';
import { freePort, startProduct } from '../product.mjs';
import { setUp, signInAgents } from '../set-up.mjs';
import { startLoader } from '../start-loader.mjs';
import { bounded } from './bounded.mjs';
import { startBareRelay } from './start-bare-relay.mjs';

export const visitors = 2_000;
const agents = 100;
const mostMs = 420_000;

export const run = ({ note = (line) => console.error(line) } = {}) =>
  bounded('chat', mostMs, (undo) => measure({ undo, note }));

async function measure({ undo, note }) {
  const perSecond = Number(process.argv[3] ?? 100);
  const seconds = Number(process.argv[4] ?? 60);
  const load = { perSecond, seconds };

  const relay = await startBareRelay(await freePort());
  undo.push(() => relay.stop());
  const bareLoader = startLoader('chat/bare-loader.mjs');
  undo.push(() => bareLoader.stop());
  await bareLoader.ask('open', { port: relay.port, visitors, agents });
  const bare = await bareLoader.ask('run', load);
  note(`bare relay: ${JSON.stringify(bare)}`);
  await bareLoader.stop();
  await relay.stop();

  const { product, widget, cookies, loader } = await openChats(undo);
  const rssBefore = await rssMb(product.pids.api);
  await loader.ask('open', { port: product.ports.http, key: widget.key, visitors });
  await pause(2_000);
  const rssIdle = await rssMb(product.pids.api);
  await loader.ask('begin', { cookies });
  const { result: chat, cpuMs } = await cpuPerEach(product.pids, perSecond * seconds, () => loader.ask('run', load));
  note(
    `product: ${JSON.stringify(chat)}; CPU ms per message and answer ${JSON.stringify(cpuMs)}; load ${loadavg()[0].toFixed(1)}`,
  );
  const { lost, duplicated } = await account(product, chat.sent);
  return {
    perSecond,
    p50Ms: chat.there.p50,
    p95Ms: chat.there.p95,
    p99Ms: chat.there.p99,
    roundTripP50Ms: chat.back.p50,
    roundTripP99Ms: chat.back.p99,
    bareP50Ms: bare.there.p50,
    bareP99Ms: bare.there.p99,
    bareRoundTripP50Ms: bare.back.p50,
    bareRoundTripP99Ms: bare.back.p99,
    ratio: Number((chat.there.p99 / bare.there.p99).toFixed(2)),
    rssMb: Math.round(await rssMb(product.pids.api)),
    kBPerIdleWidget: Number((((rssIdle - rssBefore) * 1024) / visitors).toFixed(1)),
    lost: lost + chat.unheard,
    duplicated,
  };
}

/** A product with a widget, signed-in agents, and a process that plays the visitors. */
export async function openChats(undo) {
  const product = await startProduct();
  undo.push(() => product.stop());
  const { request } = await setUp(product);
  const [queue] = await product.sql('select id from queues');
  const widget = await request('POST', '/api/widgets', {
    name: 'Bench', queueId: queue.id, language: 'en', origins: [], greetings: {}, accent: '#0f766e', position: 'end',
    mailInboxId: null, enabled: true,
  }); // prettier-ignore
  const cookies = await signInAgents(product, agents);
  const loader = startLoader('chat/chat-loader.mjs');
  undo.push(() => loader.stop());
  return { product, widget, cookies, loader };
}

/** By SQL and not by what sockets said: each message that was sent is there once. */
async function account({ sql }, sent) {
  const [row] = await sql(
    `select count(*)::int as stored, count(distinct (m.ticket_id, m.text))::int as different
     from messages m where m.kind = 'inbound' and m.channel = 'chat'`,
  );
  return { lost: Math.max(0, sent - row.different), duplicated: row.stored - row.different };
}
