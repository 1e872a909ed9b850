import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outOfHoursPreview, savedOutOfHoursTexts } from '@diwan/contracts';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let admin: SignedIn;
beforeAll(async () => {
  test = await createTestApp();
  admin = await test.agent('admin');
});
afterAll(() => test.close());

const own = { en: 'Back {opening}. Your number: {number}', ar: null, fa: null };

describe('the out-of-hours texts', () => {
  it('are Diwan’s own until somebody writes others, one language at a time', async () => {
    const { body } = await admin.get('/api/out-of-hours-texts');
    expect(savedOutOfHoursTexts.safeParse(body).success).toBe(true);
    expect(body.texts).toEqual({ en: null, ar: null, fa: null });
    expect((await admin.put('/api/out-of-hours-texts', { ...own, expected: body.texts })).status).toBe(200);
    const stale = await admin.put('/api/out-of-hours-texts', { ...own, expected: body.texts });
    expect([stale.status, stale.body.code]).toEqual([409, 'settings.stale_version']);
    expect((await admin.get('/api/out-of-hours-texts')).body).toEqual({ texts: own, builtIn: body.builtIn });
  });

  it('are shown before they are saved, with an opening as the organisation writes it', async () => {
    await test.database.query(
      `update organisations set calendar = 'persian', digits = 'arabext', time_zone = 'Asia/Tehran'`,
    );
    const { status, body } = await admin.post('/api/out-of-hours-texts/preview', own);
    expect([status, outOfHoursPreview.safeParse(body).success]).toEqual([200, true]);
    expect(body.en.text).toMatch(/^Back \u2068\w+day, .*۰۹:۰۰\u2069\. Your number: \u2066#1234\u2069$/);
    expect(body.fa.text).toContain('۰۹:۰۰');
    const [stored] = await test.database.query(`select 1 from automatic_mails`);
    expect(stored).toBeUndefined();
  });

  it.each([
    ['an unknown name', 'Back {openning}', 'unknown_placeholder'],
    ['a stray brace', 'Back {opening', 'unknown_placeholder'],
    ['nothing but space', '  ', 'too_small'],
  ])('with %s are refused where it stands', async (_, en, code) => {
    for (const answer of [
      await admin.put('/api/out-of-hours-texts', { ...own, en, expected: own }),
      await admin.post('/api/out-of-hours-texts/preview', { ...own, en }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
      expect(answer.body.errors).toMatchObject([{ path: 'en', code }]);
    }
  });

  it('are an admin’s', async () => {
    const agent = await test.agent('agent');
    expect((await agent.put('/api/out-of-hours-texts', { ...own, expected: own })).status).toBe(403);
  });
});
