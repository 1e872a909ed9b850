import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@diwan/channels/testing/eventually';
import { pino } from 'pino';
import { Wake } from '../events/wake.js';
import { InboxTokens } from '../inboxes/grants/inbox-tokens.js';
import { InboxAccess } from '../inboxes/inbox-access.js';
import { MailStore } from '../intake/store/mail-store.js';
import { seal } from '../secrets/secret-box.js';
import { aDatabase, type ADatabase } from '../testing/a-database.js';
import { anInbox } from '../testing/an-inbox.js';
import { Receivers } from './receivers.js';

let scene: ADatabase;
beforeAll(async () => {
  scene = await aDatabase();
});
afterAll(() => scene.drop());

it('receives for the other mailboxes when the secret of one cannot be opened', async () => {
  const { database, url } = scene;
  const keyOf = (id: string, fill: number) => ({ current: { id, bytes: Buffer.alloc(32, fill) }, previous: null });
  const [lost, keys] = [keyOf('aaaaaa', 1), keyOf('bbbbbb', 2)];
  const server = { host: '127.0.0.1', port: 1, security: 'none', user: 'u', auth: 'password', folder: 'INBOX' };
  const inboxes = [await anInbox(database), await anInbox(database)];
  for (const [index, sealedWith] of [lost, keys].entries()) {
    const id = inboxes[index]?.id ?? '';
    await database.query(`update inboxes set name = $2, secrets = $3, settings = settings || $4::jsonb where id = $1`, [
      id,
      String(index),
      seal(sealedWith, id, { imap: 'pw', smtp: null }),
      JSON.stringify({ imap: server }),
    ]);
  }
  const wake = new Wake(url);
  const store = new MailStore(database);
  const access = new InboxAccess(new InboxTokens(database, keys), keys);
  const receivers = new Receivers({ database, wake, store, logger: pino({ level: 'silent' }), access });
  await receivers.start();
  const health = () =>
    database.query<{ code: string }>(`select health->'error'->>'code' as code from inboxes order by name`);
  // Nobody listens there: that the second says so shows that it was tried.
  await eventually(async () =>
    expect((await health()).map((row) => row.code)).toEqual(['channel.misconfigured', 'channel.unreachable']),
  );
  await receivers.stop();
  await wake.close();
});
