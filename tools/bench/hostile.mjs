// Mails made to be expensive: how long does the next mail wait until it is a message? Without one it is `nothing`.
import { setTimeout as pause } from 'node:timers/promises';
import { createMails } from './mails.mjs';
import { startProduct } from './product.mjs';
import { address, setUp } from './set-up.mjs';
import { openSmtp } from './smtp-client.mjs';

const patienceMs = 60_000;
const head = (name, more = '') =>
  `From: <attacker@bench.test>\r\nTo: <${address}>\r\nSubject: ${name}\r\nMessage-ID: <${name}@bench.test>\r\nDate: Sun, 22 Nov 2026 09:30:00 +0000\r\nMIME-Version: 1.0\r\n${more}`;
const html = (name, body) => head(name, `Content-Type: text/html; charset=utf-8\r\n\r\n${body}`);

const hostile = {
  nothing: null,
  html18Mb: () => html('html18Mb', '<p style="color:red">hello <b>world</b></p>\r\n'.repeat(400_000)),
  nestedDivs1Mb: () => html('nestedDivs1Mb', '<div>\r\n'.repeat(150_000)),
  parts100000: () =>
    head('parts100000', 'Content-Type: multipart/mixed; boundary=b\r\n\r\n') +
    '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(100_000) +
    '--b--\r\n',
  recipients100000: () =>
    head(
      'recipients100000',
      `Cc: ${Array.from({ length: 100_000 }, (_, n) => `<r${n}@bench.test>`).join(',\r\n ')}\r\n\r\nhello\r\n`,
    ),
};

export async function run({ note = (line) => console.error(line) } = {}) {
  const product = await startProduct();
  try {
    await setUp(product);
    const names = Object.keys(hostile);
    const innocent = createMails({ count: names.length + 3, tag: 'next', to: address, seed: 7 });
    // The first ones start the parser's threads and warm everything up.
    for (const mail of innocent.slice(names.length)) await deliver(product, mail);
    const delays = {};
    for (const [index, name] of names.entries()) {
      delays[`${name}Ms`] = await delayBehind(product, { name, next: innocent[index], note });
    }
    return delays;
  } finally {
    await product.stop();
  }
}

async function delayBehind(product, { name, next, note }) {
  const bytes = hostile[name]?.();
  if (bytes) {
    const smtp = await openSmtp(product.ports.smtp);
    await smtp.send({ from: 'attacker@bench.test', to: address, bytes: Buffer.from(bytes) });
    smtp.quit();
  }
  const delay = await deliver(product, next);
  if (bytes) note(`${name}: ${await outcomeOf(product, name)}`);
  return delay;
}

/** Milliseconds from the 250 until the mail is a message in the database. */
async function deliver({ ports, sql }, mail) {
  const smtp = await openSmtp(ports.smtp);
  const { acceptedAt } = await smtp.send({ ...mail, to: address });
  smtp.quit();
  while (performance.now() - acceptedAt < patienceMs) {
    const rows = await sql('select 1 from messages where message_id = $1', [mail.id]);
    if (rows.length > 0) return Math.round(performance.now() - acceptedAt);
    await pause(5);
  }
  throw new Error(`${mail.id} did not arrive within ${patienceMs / 1_000} s`);
}

/** What became of the hostile mail itself: it must end as a row, too. */
async function outcomeOf({ sql }, name) {
  const startedAt = performance.now();
  for (;;) {
    const [row] = await sql(
      `select coalesce(outcome, 'waiting') as outcome, detail from mail_receipts where position($1 in convert_from(substring(raw for 200), 'UTF8')) > 0`,
      [`<${name}@bench.test>`],
    );
    if (row && row.outcome !== 'waiting') return `${row.outcome} after ${Math.round(performance.now() - startedAt)} ms`;
    if (performance.now() - startedAt > patienceMs) return `still waiting: ${row?.detail}`;
    await pause(50);
  }
}
