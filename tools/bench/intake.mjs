// How fast mail becomes messages, by SMTP and by IMAP, and how long until an agent's screen hears of it; against a plain
// transaction on the same server in the same run. Every mail must exist exactly once, or the run fails.
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { startDovecot } from '../../libs/channels/dist/testing/dovecot.js';
import { appendMails } from './append-mails.mjs';
import { cpuPerEach } from './cpu.mjs';
import { createMails } from './mails.mjs';
import { median } from './median.mjs';
import { peakRssMb } from './memory.mjs';
import { startProduct } from './product.mjs';
import { measureRawTransactions, prepareRawTransactions } from './raw-transactions.mjs';
import { address, setUp, signInAgents } from './set-up.mjs';
import { startLoader } from './start-loader.mjs';

const agents = 200;
const mostMs = 300_000;
const connections = 8;

export async function run({ count = countOf(process.argv), note = (line) => console.error(line) } = {}) {
  const undo = [];
  const giveUp = (why) => {
    console.error(`intake: ${why}`);
    void stopAll(undo).finally(() => process.exit(1));
  };
  const deadline = setTimeout(giveUp, mostMs, 'not done within 5 minutes');
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, giveUp);
  try {
    return await measure({ count, note, undo });
  } finally {
    clearTimeout(deadline);
    await stopAll(undo);
  }
}

/** `npm run bench -- intake 500` for a short look. */
const countOf = (argv) => Number(argv[3] ?? 3_000);

async function stopAll(undo) {
  for (const stop of undo.splice(0).reverse()) await stop();
}

async function measure({ count, note, undo }) {
  const product = await startProduct();
  undo.push(() => product.stop());
  const dovecot = await startDovecot();
  undo.push(dovecot.stop);
  const imap = { host: '127.0.0.1', port: dovecot.port, security: 'none', user: dovecot.user, auth: 'password' };
  const { addMailbox } = await setUp(product, { imap: { ...imap, secret: dovecot.password, folder: 'INBOX' } });
  const loader = startLoader();
  undo.push(() => loader.stop());
  await loader.ask('openSockets', { port: product.ports.http, cookies: await signInAgents(product, agents) });
  const rawUrl = await prepareRawTransactions(product.databaseUrl);
  const raw = [await measureRawTransactions(rawUrl)];

  const bySmtp = { count, tag: 'smtp', to: address, seed: 1 };
  await loader.ask('prepare', bySmtp);
  const sendBurst = () => loader.ask('send', { port: product.ports.smtp, to: address, connections });
  const smtpPerSecond = await rateOf(product, bySmtp, { begin: sendBurst, note });
  raw.push(await measureRawTransactions(rawUrl));

  const byImap = { count, tag: 'imap', to: 'mailbox@diwan.test', seed: 2 };
  await appendMails(dovecot, createMails(byImap));
  const imapPerSecond = await rateOf(product, byImap, { begin: addMailbox, note });
  raw.push(await measureRawTransactions(rawUrl));

  const paced = { count: Math.min(2_000, count), tag: 'paced', to: address, seed: 3 };
  const latency = await measureLatency(product, loader, paced);
  note(`paced: ${JSON.stringify(latency)}`);
  raw.push(await measureRawTransactions(rawUrl));
  const memory = { api: await peakRssMb(product.pids.api), worker: await peakRssMb(product.pids.worker) };
  note(`peak memory: ${JSON.stringify(memory)}; raw transactions: ${raw.map(Math.round).join(', ')}/s`);
  await assertExactlyOnce(product, [bySmtp, byImap, paced]);

  const rawTx4PerSecond = median(raw);
  return {
    smtpPerSecond: Math.round(smtpPerSecond),
    imapPerSecond: Math.round(imapPerSecond),
    p50VisibleMs: latency.fromAccepted.p50,
    p99VisibleMs: latency.fromAccepted.p99,
    rawTx4PerSecond: Math.round(rawTx4PerSecond),
    ratio: Number((smtpPerSecond / rawTx4PerSecond).toFixed(3)),
    rssMb: Math.round(memory.api + memory.worker),
  };
}

/** Mails per second from the first byte until the last is a message in the database. */
async function rateOf({ sql, pids }, { count, tag }, { begin, note }) {
  const { result: seconds, cpuMs } = await cpuPerEach(pids, count, async () => {
    const startedAt = performance.now();
    const begun = begin();
    await understood(sql, { count, tag });
    const took = (performance.now() - startedAt) / 1_000;
    await begun;
    return took;
  });
  note(
    `${tag}: ${Math.round(count / seconds)}/s; CPU ms per mail ${JSON.stringify(cpuMs)}; load ${loadavg()[0].toFixed(1)}`,
  );
  return count / seconds;
}

async function understood(sql, { count, tag }) {
  const counted = 'select count(*)::int as n from messages where message_id like $1';
  for (;;) {
    const [row] = await sql(counted, [`${tag}-%`]);
    if (row.n >= count) return;
    // Counting costs the server as much as a dozen mails: closely only towards the end.
    await pause(row.n < count * 0.95 ? 250 : 25);
  }
}

/** 200 mails/s for 10 s; from the 250, and from the last byte sent, to the frame on the last of the agents' sockets. */
async function measureLatency({ ports, sql }, loader, paced) {
  await loader.ask('prepare', paced);
  const { ids, results, lateMs } = await loader.ask('send', {
    port: ports.smtp,
    to: address,
    connections,
    perSecond: 200,
  });
  await understood(sql, paced);
  await pause(1_000);
  const { frames, received, open } = await loader.ask('frames');
  if (open !== agents) throw new Error(`only ${open} of ${agents} sockets are still open`);
  const rows = await sql(
    `select m.message_id as id, t.number::int as number, m.seq from messages m join tickets t on t.id = m.ticket_id
     where m.message_id like '${paced.tag}-%'`,
  );
  const places = new Map(rows.map((row) => [row.id, row]));
  const seen = new Map();
  for (const [number, lastSeq, at] of frames) seen.set(number, [...(seen.get(number) ?? []), { lastSeq, at }]);
  const visibleAt = ids.map((id) => {
    const place = places.get(id);
    return seen.get(place?.number)?.find((frame) => frame.lastSeq >= place.seq)?.at ?? Number.POSITIVE_INFINITY;
  });
  return {
    fromAccepted: spread(visibleAt.map((at, index) => at - results[index].acceptedAt)),
    fromSent: spread(visibleAt.map((at, index) => at - results[index].sentAt)),
    lateMs: Math.round(lateMs),
    framesReceived: received,
  };
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1));
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}

/** By SQL: each mail once as a message, with its file, and every receipt understood. */
async function assertExactlyOnce({ sql }, sets) {
  const expected = sets.flatMap(createMails);
  const found = await sql(
    `select m.message_id as id, count(*)::int as n, min(a.sha256) as sha256 from messages m
     left join attachments a on a.message_id = m.id group by m.message_id`,
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  const wrong = expected.filter(({ id, sha256 }) => byId.get(id)?.n !== 1 || byId.get(id)?.sha256 !== sha256);
  const outcomes = await sql('select outcome, count(*)::int as n from mail_receipts group by outcome');
  const understood = outcomes.filter(({ outcome }) => outcome === 'ticket' || outcome === 'appended');
  const total = understood.reduce((sum, { n }) => sum + n, 0);
  if (wrong.length > 0 || found.length !== expected.length || total !== expected.length) {
    const sample = wrong.slice(0, 3).map(({ id }) => id);
    throw new Error(
      `${expected.length} mails sent, ${found.length} messages, ${wrong.length} wrong (${sample.join(', ')}): ${JSON.stringify(outcomes)}`,
    );
  }
}
