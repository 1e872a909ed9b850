import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/test-app.js';
import { statusesOf } from '../testing/test-client.js';

const setUp = (email: string, language = 'en') => ({
  organisation: {
    name: 'Acme', language, calendar: 'gregory', digits: 'latn', timeZone: 'Asia/Tehran', weekStart: 6, weekend: [5],
  }, // prettier-ignore
  owner: { name: 'Owner', email, password: 'a long enough one' },
});

describe('setting up', () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await createTestApp({ organisation: false });
  });
  afterEach(() => test.close());

  const agents = () => test.database.query('select email, role from agents');

  it('makes the organisation and its owner, and signs them in', async () => {
    const owner = test.stranger();
    expect((await owner.get('/api/setup')).body).toEqual({ needed: true, demo: false });
    const { status, body } = await owner.post('/api/setup', setUp('owner@acme.test', 'fa'));
    expect([status, body.agent.role, body.organisation.language]).toEqual([201, 'admin', 'fa']);
    expect((await owner.get('/api/queues')).body).toMatchObject([{ name: 'پشتیبانی', distribution: 'manual' }]);
    expect((await owner.get('/api/setup')).body).toEqual({ needed: false, demo: false });
  });

  it.each(['en', 'ar'])('is refused a second time, in whatever language (%s)', async (language) => {
    await test.stranger().post('/api/setup', setUp('owner@acme.test'));
    const again = await test.stranger().post('/api/setup', setUp('intruder@acme.test', language));
    expect([again.status, again.body.code]).toEqual([409, 'set_up.already_done']);
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(await agents()).toEqual([{ email: 'owner@acme.test', role: 'admin' }]);
  });

  it('lets one of several who press the button together through', async () => {
    const emails = ['a@acme.test', 'b@acme.test', 'c@acme.test', 'd@acme.test'];
    const languages = ['en', 'ar', 'fa', 'en'];
    const answers = await Promise.all(
      emails.map((email, index) => test.stranger().post('/api/setup', setUp(email, languages[index]))),
    );
    expect(statusesOf(answers)).toEqual([201, 409, 409, 409]);
    expect(await agents()).toHaveLength(1);
  });
});
