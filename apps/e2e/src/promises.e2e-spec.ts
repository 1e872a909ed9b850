import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { findChromium, newVisit, openBrowser, remember, signIn } from './harness/browser.js';
import { startProduct, type Product } from './harness/product.js';

const describeWithBrowser = findChromium() ? describe : describe.skip;

const looks = [
  { language: 'en', subject: 'Parcel arrived damaged', chip: /^due in \d+ .*Why\?$/, why: /^Due .+, because 4 hrs of business time count from .+\.$/ },
  { language: 'fa', subject: 'سفارش من هنوز نرسیده است', chip: /^مهلت تا .*چرا؟$/, why: /^مهلت تا .+ است، چون ۴ ساعت زمان کاری از .+ حساب می‌شود\.$/ },
] as const; // prettier-ignore

describeWithBrowser('what was promised', () => {
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

  it.each(looks)('is said in $language in the list and explained in the ticket', async ({ language, ...texts }) => {
    const { page, faults } = await newVisit(browser, product);
    await remember(page, { language, theme: 'light' });
    await signIn(page, product);
    const digits = language === 'fa' ? 'arabext' : 'latn';
    await page.request.patch('/api/organisation', { data: { digits } });
    await page.request.patch('/api/me', { data: { preferences: { language } } });
    await page.goto('/inbox/open?order=due');
    await page.getByRole('option').filter({ hasText: texts.subject }).click();
    await why(page, texts.chip).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { level: 3 }).first().waitFor();
    const [first] = await dialog.locator('section > p').allInnerTexts();
    expect(first).toMatch(texts.why);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

const why = (page: Page, name: RegExp) => page.locator('main').getByRole('button', { name });
