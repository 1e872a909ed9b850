import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anInbox } from '../testing/an-inbox.js';
import { openNow } from '../testing/some-hours.js';
import { createTestApp, type SignedIn, type TestApp } from '../testing/test-app.js';

let test: TestApp;
let admin: SignedIn;
let queueId: string;
beforeAll(async () => {
  test = await createTestApp();
  admin = await test.agent('admin');
  queueId = (await anInbox(test.database)).queueId;
});
afterAll(() => test.close());

const save = (over: object) =>
  admin.post('/api/inboxes', {
    name: 'Branch', address: 'branch@diwan.test', senderName: '', queueId, language: 'en', acceptsSmtp: true, imap: null, smtp: null,
    ...over,
  }); // prettier-ignore

describe('the hours of an inbox', () => {
  it('are kept as they were given, and taken back', async () => {
    const holidays = [{ name: 'Feast\u0000', calendar: 'persian', month: 1, day: 1, year: null, intervals: [] }];
    const { status, body } = await save({ businessHours: { ...openNow, holidays }, answersOutOfHours: true });
    expect([status, body.answersOutOfHours, body.businessHours.holidays[0].name]).toEqual([201, true, 'Feast\uFFFD']);
    const { body: back } = await admin.put(`/api/inboxes/${body.id}`, { ...body, businessHours: null });
    expect([back.businessHours, back.answersOutOfHours]).toEqual([null, true]);
    const [stored] = await test.database.query('select business_hours is null as none from inboxes where id = $1', [
      body.id,
    ]);
    expect(stored).toEqual({ none: true });
  });

  it('that cannot be are refused, each problem where it is', async () => {
    const week = [[{ fromMinute: 600, toMinute: 600 }], ...openNow.week.slice(1)];
    const { status, body } = await save({ businessHours: { ...openNow, week } });
    expect([status, body.errors]).toEqual([
      400,
      [{ path: 'businessHours.week.0.0', code: 'empty_interval', params: {} }],
    ]);
  });
});
