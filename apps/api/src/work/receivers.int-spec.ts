import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { findDovecot, startDovecot } from '@diwan/channels/testing/dovecot';
import { eventually } from '@diwan/channels/testing/eventually';
import { startTokenServer } from '@diwan/channels/testing/token-server';
import { system } from '@diwan/tickets';
import { pino } from 'pino';
import { recordEvent } from '../events/event.repository.js';
import { Wake } from '../events/wake.js';
import { sealGrant } from '../inboxes/grants/grant-box.js';
import { saveGrant } from '../inboxes/grants/grant.query.js';
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

(findDovecot() ? it : it.skip)('says that a grant has ended, and receives what waited once it is renewed', async () => {
  const { database, url } = scene;
  const keys = { current: { id: 'cccccc', bytes: Buffer.alloc(32, 3) }, previous: null };
  const provider = await startTokenServer();
  const dovecot = await startDovecot({ introspectionUrl: provider.introspectionUrl });
  await dovecot.append('From: sara@customer.test\r\nSubject: waits\r\n\r\nwaits');
  const { id } = await anInbox(database);
  const { tokenEndpoint, clientId, clientSecret, scope } = provider.grant;
  const imap = { host: '127.0.0.1', port: dovecot.port, security: 'none', user: dovecot.user, auth: 'xoauth2' };
  const settings = { imap: { ...imap, folder: 'INBOX' }, smtp: null, grant: { tokenEndpoint, clientId, scope } };
  const grantIs = (refreshToken: string) =>
    database.transaction(async (tx) => {
      await saveGrant(tx, id, sealGrant(keys, id, { clientSecret, refreshToken }));
      await tx.query('update inboxes set settings = $2, version = version + 1 where id = $1', [
        id,
        JSON.stringify(settings),
      ]);
      await recordEvent(tx, { type: 'inbox.updated', payload: { id, changed: [] } }, { actor: system });
    });
  await grantIs('ended');
  const wake = new Wake(url);
  const access = new InboxAccess(new InboxTokens(database, keys), keys);
  const store = new MailStore(database);
  const receivers = new Receivers({ database, wake, store, logger: pino({ level: 'silent' }), access });
  await receivers.start();
  const codeAndMails = async () => {
    const [row] = await database.query<{ code: string | null; mails: number }>(
      `select health->'error'->>'code' as code,
         (select count(*)::int from mail_receipts where inbox_id = $1) as mails from inboxes where id = $1`,
      [id],
    );
    return row;
  };
  await eventually(async () => expect(await codeAndMails()).toEqual({ code: 'channel.token_grant', mails: 0 }));
  await grantIs('refresh-0');
  await eventually(async () => expect(await codeAndMails()).toEqual({ code: null, mails: 1 }), 20_000);
  await receivers.stop();
  await wake.close();
  await dovecot.stop();
  await provider.stop();
});
