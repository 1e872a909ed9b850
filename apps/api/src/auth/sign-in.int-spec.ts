import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, password, type TestApp } from '../testing/test-app.js';

describe('signing in', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('answers a wrong password and an unknown account alike', async () => {
    const { email } = await test.agent();
    const wrong = await test.stranger().post('/api/session', { email, password: 'not the password' });
    const unknown = await test.stranger().post('/api/session', { email: 'nobody@diwan.test', password });
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(wrong.body.code).toBe('session.wrong_credentials');
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });
});
