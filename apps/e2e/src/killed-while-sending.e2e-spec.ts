// Promise P7 on the built product: the worker is killed between the last dot of a mail and what the server answers to it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { openApi } from './harness/api.js';
import { openDatabase } from './harness/database.js';
import { eventually, startScriptedSmtp, type ScriptedSmtp } from './harness/mail-servers.js';
import { killIfRunning } from './harness/processes.js';
import { startProduct, type Product } from './harness/product.js';
import { sendMail } from './harness/send-mail.js';

const address = 'killed@shop.example';

describe('a reply whose worker is killed while the server thinks about it', () => {
  let product: Product;
  let smtp: ScriptedSmtp;
  let database: pg.Client;
  let api: Awaited<ReturnType<typeof openApi>>;
  let messageId: string;

  beforeAll(async () => {
    [product, smtp] = await Promise.all([startProduct(), startScriptedSmtp()]);
    [database, api] = await Promise.all([openDatabase(product), openApi(product)]);
    const [queue] = (await api.send('GET', 'queues')) as { id: string }[];
    await api.send('PATCH', 'organisation', { acknowledgeNewTickets: false });
    await api.send('PATCH', 'me', { preferences: { undoSendSeconds: 0 } });
    await api.send('POST', 'inboxes', {
      name: 'Killed', address, senderName: 'Shop', queueId: queue?.id, language: 'en', acceptsSmtp: true, imap: null,
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', user: '', auth: 'none' },
    }); // prettier-ignore
  });
  afterAll(async () => {
    await database?.end();
    await Promise.all([product?.stop(), smtp?.stop()]);
  });

  const stateOf = async (): Promise<string | undefined> => {
    const { rows } = await database.query<{ state: string }>('select state from deliveries where message_id = $1', [
      messageId,
    ]);
    return rows[0]?.state;
  };

  it('is not sent again by itself but shown as uncertain', async () => {
    await sendMail(product, { to: address, from: 'sara@customer.example', subject: 'Where is my parcel?', text: '?' });
    let number = 0;
    await eventually(async () => {
      const { items } = (await api.send('GET', 'tickets?view=open&limit=100')) as {
        items: { number: number; subject: string }[];
      };
      number = items.find(({ subject }) => subject === 'Where is my parcel?')?.number ?? 0;
      return number > 0;
    }, 20_000);
    smtp.next('end_of_data', { do: 'silence' });
    const reply = await api.send('POST', `tickets/${number}/replies`, { html: 'On its way.', lastSeq: 1 });
    messageId = (reply as { id: string }).id;
    await eventually(() => smtp.received.length === 1, 20_000);
    const worker = (await product.children()).find(({ role }) => role === 'worker');
    expect(worker && killIfRunning(worker.id, 'SIGKILL')).toBe(true);
    // Two minutes pass: the dead worker's lease ends.
    await database.query(`update deliveries set leased_until = now() where message_id = $1`, [messageId]);
    await eventually(async () => (await stateOf()) === 'uncertain', 60_000);
    expect(smtp.received).toHaveLength(1);
  });

  it('goes once more when somebody says so', async () => {
    await api.send('POST', `messages/${messageId}/retry`, {});
    await eventually(async () => (await stateOf()) === 'sent', 20_000);
    expect(smtp.received).toHaveLength(2);
  });
});
