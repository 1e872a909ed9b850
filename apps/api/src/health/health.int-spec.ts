import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anInbox } from '../testing/an-inbox.js';
import { createTestApp, type TestApp } from '../testing/test-app.js';

describe('health', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('tells strangers whether, not how', async () => {
    expect((await test.stranger().get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await test.stranger().get('/health/ready')).body).toEqual({ status: 'ok' });
    expect((await test.stranger().get('/health/channels')).status).toBe(401);
    expect((await test.stranger().get('/metrics')).status).toBe(401);
  });

  it('is lost when work waits for minutes, and tells admins what', async () => {
    const inbox = await anInbox(test.database);
    const agent = await test.agent('admin', [inbox.queueId]);
    const ticket = await test.mail(inbox);
    await agent.post(`/api/tickets/${ticket.number}/replies`, { html: 'x', lastSeq: 1 });
    await test.database.query(`update deliveries set next_attempt_at = now() - interval '6 minutes'`);
    const ready = await test.stranger().get('/health/ready');
    expect([ready.status, ready.body]).toEqual([503, { status: 'unavailable' }]);
    const { body } = await agent.get('/health/channels');
    expect(body.work).toMatchObject({ deliveriesWaiting: 1, mailWaiting: 0 });
    expect(body.inboxes).toMatchObject([{ id: inbox.id, state: 'ok' }]);
    const metrics = await agent.get('/metrics');
    expect(metrics.text).toMatch(/^diwan_deliveries_waiting 1$/m);
  });
});
