import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anInbox } from '../../testing/an-inbox.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';

const path = '/api/business-hours/holidays';
let test: TestApp;
let admin: TestClient;
let manager: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  const { queueId } = await anInbox(test.database);
  admin = await test.agent('admin', [queueId]);
  manager = await test.agent('manager', [queueId]);
});
afterAll(() => test.close());

describe('suggested holidays', () => {
  it('are of the country that an admin asks for, and change nothing', async () => {
    const before = await admin.get('/api/business-hours');
    const { status, body } = await admin.get(`${path}/suggestions?country=AE&language=ar&from=2026-11-25`);
    expect(status).toBe(200);
    expect(body).toContainEqual(expect.objectContaining({ date: '2026-12-02', name: 'اليوم الوطني', recurs: true }));
    expect((await admin.get('/api/business-hours')).body).toEqual(before.body);
  });

  it('begin with the country of the time zone', async () => {
    const { hours, isDefault } = (await admin.get('/api/business-hours')).body;
    await admin.put('/api/business-hours', {
      ...hours,
      timeZone: 'Asia/Tehran',
      expected: isDefault ? null : hours,
    });
    const { body } = await admin.get(`${path}/countries`);
    expect(body.likely).toBe('IR');
    expect(body.countries).toContainEqual({ code: 'LB', isKnown: false, regions: [] });
  });

  it('of what is no country are refused', async () => {
    const answer = await admin.get(`${path}/suggestions?country=Iran&language=fa&from=2026-11-25`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('are an admin’s', async () => {
    expect(await manager.get(`${path}/countries`)).toMatchObject({ status: 403 });
  });
});
