import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { findChromium, newVisit, openBrowser, remember, signIn } from './harness/browser.js';
import { startProduct, type Product } from './harness/product.js';

const describeWithBrowser = findChromium() ? describe : describe.skip;

const looks = [
  { language: 'en', theme: 'light', subject: 'Parcel arrived damaged' },
  { language: 'fa', theme: 'dark', subject: 'سفارش من هنوز نرسیده است' },
] as const;

const settings = [
  'profile',
  'organisation',
  'hours',
  'out-of-hours',
  'sla',
  'inboxes',
  'agents',
  'teams',
  'queues',
  'capacity',
  'away-reasons',
  'routing-rules',
  'suspended-mail',
  'audit',
];

/** Rule, what it hits and why, for everything that keeps somebody out. Not inside a mail's frame: no script runs there, axe neither. */
async function findBarriers(page: Page): Promise<string[]> {
  await comeToRest(page);
  const { violations, passes } = await new AxeBuilder({ page }).exclude('article iframe').analyze();
  if (passes.length === 0) return ['axe has looked at nothing'];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary}`));
}

/** What is still fading in has too little contrast only now. */
function comeToRest(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

describeWithBrowser('what axe finds', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  describe.each(looks)('in $language, $theme', ({ language, theme, subject }) => {
    let page: Page;

    beforeAll(async () => {
      page = (await newVisit(browser, product)).page;
      await remember(page, { language, theme });
    });
    afterAll(() => page?.context().close());

    it('is no barrier on the sign-in', async () => {
      await page.goto('/login');
      await page.locator('input[name=password]').waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await findBarriers(page)).toEqual([]);
    });

    it('is no barrier in the inbox with an open ticket and the editor', async () => {
      await signIn(page, product);
      await page.request.patch('/api/me', { data: { preferences: { language, theme } } });
      await page.goto('/inbox/open');
      await page.getByRole('option').filter({ hasText: subject }).click();
      await page.getByRole('article').first().waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(theme === 'dark');
      await page
        .locator('main')
        .getByRole('button', { name: language === 'en' ? 'Reply' : 'پاسخ', exact: true })
        .click();
      await page.locator('[role=textbox][aria-multiline]').waitFor();
      expect(await findBarriers(page)).toEqual([]);
    });

    it.each(settings)('is no barrier in settings/%s', async (name) => {
      await page.goto(`/settings/${name}`);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await findBarriers(page)).toEqual([]);
    });

    it('is no barrier on the live board', async () => {
      await page.goto('/supervise/live');
      await page.getByRole('table').waitFor();
      expect(await findBarriers(page)).toEqual([]);
    });

    it('is no barrier in the menu of one’s own state', async () => {
      await page.keyboard.press('Shift+A');
      await page.getByRole('menu').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    it('is no barrier where tickets are moved, with a preview', async () => {
      await page.goto('/supervise/assignments?assignee=nobody');
      // The last choice is the one with agents; the first of them gets everything.
      await page.getByRole('radio').last().locator('xpath=ancestor::label').click();
      await page.getByRole('checkbox').first().locator('xpath=ancestor::label').click();
      await page.locator('aside dl').first().waitFor();
      expect(await findBarriers(page)).toEqual([]);
    });

    it('is no barrier in the form of a routing rule', async () => {
      await page.goto('/settings/routing-rules');
      await page.locator('main button').first().click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
      expect(await findBarriers(page)).toEqual([]);
    });

    it('is no barrier in the form of an inbox', async () => {
      await page.goto('/settings/inboxes');
      await page.locator('main li button').first().click();
      await page.getByRole('dialog').locator('[name="address"]').waitFor();
      expect(await findBarriers(page)).toEqual([]);
    });
  });
});
