// What deliveries tell of their inbox, as Settings, the banner and /health/channels show it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startScriptedSmtp, type ScriptedSmtp } from '@diwan/channels/testing/scripted-smtp';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../testing/test-app.js';
import { DeliveryService } from './delivery.service.js';

let test: TestApp;
let admin: SignedIn;
let inbox: AnInbox;
let smtp: ScriptedSmtp;

const server = (port: number) => ({ host: '127.0.0.1', port, security: 'none', user: '', auth: 'none' }) as const;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  smtp = await startScriptedSmtp();
  inbox = await anInbox(test.database, { smtp: server(smtp.port) });
  admin = await test.agent('admin', [inbox.queueId]);
  await admin.patch('/api/me', { preferences: { undoSendSeconds: 0 } });
});
afterEach(() => smtp.stop());

const drain = () => test.app.get(DeliveryService).drain();
async function reply(): Promise<void> {
  const { number } = await test.mail(inbox);
  const answer = await admin.post(`/api/tickets/${number}/replies`, { html: 'hello', lastSeq: 1 });
  expect(answer.status).toBe(201);
  await drain();
}
const sendingOf = async () => {
  const { body } = await admin.get('/api/inboxes');
  return body.find((each: { id: string }) => each.id === inbox.id).sending;
};
const changes = async () =>
  (
    await test.database.query<{ state: string }>(
      `select payload->>'state' as state from events where type = 'inbox.health_changed' and payload->>'id' = $1
       and payload->>'side' = 'sending' order by id`,
      [inbox.id],
    )
  ).map(({ state }) => state);

describe('the health of sending', () => {
  it('is unknown until something was sent', async () => {
    expect(await sendingOf()).toEqual({ state: 'unknown', lastSuccessAt: null, backlog: 0, error: null });
    await reply();
    expect(await sendingOf()).toMatchObject({
      state: 'ok',
      lastSuccessAt: expect.any(String),
      backlog: 0,
      error: null,
    });
    expect(await changes()).toEqual([]);
  });

  it('says since when a server has been failing and how much waits for it, and changes back with the next success', async () => {
    const { port } = smtp;
    await smtp.stop();
    await reply();
    const { error } = await sendingOf();
    await reply();
    expect(await sendingOf()).toMatchObject({
      state: 'failing',
      backlog: 2,
      error: { code: 'channel.unreachable', since: error.since },
    });
    expect((await admin.get('/health/channels')).body.inboxes).toContainEqual(
      expect.objectContaining({ id: inbox.id, sending: expect.objectContaining({ state: 'failing', backlog: 2 }) }),
    );
    smtp = await startScriptedSmtp({}, port);
    await test.database.query(`update deliveries set next_attempt_at = now() where inbox_id = $1`, [inbox.id]);
    await drain();
    expect(await sendingOf()).toMatchObject({ state: 'ok', backlog: 0, error: null });
    expect(await changes()).toEqual(['failing', 'ok']);
  });

  it.each([
    ['a recipient that is refused', 'RCPT', '550 5.1.1 unknown'],
    ['greylisting', 'RCPT', '451 4.7.1 later'],
  ] as const)('is not touched by %s', async (_name, stage, answer) => {
    await reply();
    smtp.next(stage, answer);
    await reply();
    expect(await sendingOf()).toMatchObject({ state: 'ok', error: null });
  });

  it('begins anew with new settings, and what waited goes at once', async () => {
    smtp.next('AUTH', '535 5.7.8 no');
    const { body: before } = await admin.get('/api/inboxes');
    const { id, name, address, senderName, queueId, language, version } = before.find(
      (each: { id: string }) => each.id === inbox.id,
    );
    const settings = { name, address, senderName, queueId, language, acceptsSmtp: false, imap: null };
    const withPassword = { ...server(smtp.port), auth: 'password', user: 'support', secret: 'old' };
    await admin.put(`/api/inboxes/${id}`, { ...settings, smtp: withPassword, version });
    await reply();
    expect(await sendingOf()).toMatchObject({
      state: 'failing',
      backlog: 1,
      error: { code: 'channel.authentication' },
    });
    await admin.put(`/api/inboxes/${id}`, {
      ...settings,
      smtp: { ...withPassword, secret: 'new' },
      version: version + 1,
    });
    expect(await sendingOf()).toMatchObject({ state: 'unknown', backlog: 1, error: null });
    await drain();
    expect(smtp.received).toHaveLength(1);
    expect(await sendingOf()).toMatchObject({ state: 'ok', backlog: 0 });
  });
});
