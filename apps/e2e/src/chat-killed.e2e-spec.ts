// Promise P1 for chat: what was acknowledged is there once and in its place, although API processes die under the visitors.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { openApi } from './harness/api.js';
import { ChatVisitor } from './harness/chat-visitor.js';
import { openDatabase } from './harness/database.js';
import { eventually } from './harness/mail-servers.js';
import { killIfRunning } from './harness/processes.js';
import { startProduct, type Product } from './harness/product.js';
import { startSecondApi, type SecondApi } from './harness/second-api.js';

const visitorCount = 200;
const messagesEach = 12;
const paceMs = 400;

describe('two hundred chats over two API processes that are killed', () => {
  let product: Product;
  let second: SecondApi;
  let database: pg.Client;
  let visitors: ChatVisitor[] = [];

  beforeAll(async () => {
    product = await startProduct();
    second = await startSecondApi(product);
    database = await openDatabase(product);
    const api = await openApi(product);
    const [queue] = (await api.send('GET', 'queues')) as { id: string }[];
    const widget = (await api.send('POST', 'widgets', {
      name: 'Shop', queueId: queue?.id, language: 'en', origins: [], greetings: {}, accent: '#0f766e', position: 'end',
      mailInboxId: null, enabled: true,
    })) as { key: string }; // prettier-ignore
    const urls = [product.url, second.url];
    visitors = Array.from(
      { length: visitorCount },
      (_, index) => new ChatVisitor(index % 2 === 0 ? urls : urls.toReversed(), product.url, widget.key),
    );
  });
  afterAll(async () => {
    for (const visitor of visitors) visitor.close();
    await database?.end();
    await second?.stop();
    await product?.stop();
  });

  it('hold every message once, in order and without a gap', async () => {
    for (const visitor of visitors) visitor.connect();
    const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
    for (let round = 0; round < messagesEach; round++) {
      visitors.forEach((visitor, index) => visitor.write(`${index}/${round}`));
      if (round === 3 || round === 7) await killApi(product);
      if (round === 5) for (const visitor of visitors.slice(0, 50)) visitor.cut();
      await pause(paceMs);
    }
    await eventually(() => visitors.every((visitor) => visitor.isDone), 60_000);

    const expected = visitors.map((_, index) =>
      Array.from({ length: messagesEach }, (__, round) => `${round + 1}:${index}/${round}`).join(' '),
    );
    const { rows } = await database.query<{ line: string }>(
      `select string_agg(m.seq || ':' || m.text, ' ' order by m.seq) as line from messages m
       join tickets t on t.id = m.ticket_id where t.channel = 'chat' and m.kind = 'inbound' group by t.id`,
    );
    expect(rows.map(({ line }) => line).toSorted()).toEqual(expected.toSorted());
    // Every acknowledgement named the place that the message has.
    for (const visitor of visitors) {
      expect(visitor.taken.map(({ text, seq }) => `${seq}:${text}`).toSorted()).toEqual(
        Array.from(
          { length: messagesEach },
          (_, round) => `${round + 1}:${visitors.indexOf(visitor)}/${round}`,
        ).toSorted(),
      );
    }
    expect(
      Math.min(...visitors.filter((_, index) => index % 2 === 0).map(({ connections }) => connections)),
    ).toBeGreaterThan(1);
  });
});

async function killApi(product: Product): Promise<void> {
  await eventually(async () => {
    const api = (await product.children()).find(({ role }) => role === 'api');
    return api !== undefined && killIfRunning(api.id, 'SIGKILL');
  });
}
