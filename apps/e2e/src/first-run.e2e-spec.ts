import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { findChromium, newVisit, openBrowser, type Visit } from './harness/browser.js';
import { findDovecot, startDovecot, type Dovecot } from './harness/mail-servers.js';
import { startProduct, type Product } from './harness/product.js';

const describeWithServers = findChromium() && findDovecot() ? describe : describe.skip;

describeWithServers('the first run of an empty Diwan', () => {
  let product: Product;
  let browser: Browser;
  let dovecot: Dovecot;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    product = await startProduct({ empty: true });
    dovecot = await startDovecot();
    browser = await openBrowser();
    visit = await newVisit(browser, product);
    page = visit.page;
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([product?.stop(), dovecot?.stop()]);
  });

  it('leads whoever comes to the set-up and not to a sign-in', async () => {
    expect(product.signIn).toBeNull();
    expect(product.output()).toContain('/setup');
    await page.goto('/');
    await page.getByRole('heading', { name: 'Welcome to Diwan' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/setup');
  });

  it('proposes what is usual in the country of the browser', async () => {
    expect(await page.getByRole('button', { name: 'Country' }).textContent()).toContain('Iran');
    expect(await page.getByRole('button', { name: 'Calendar' }).textContent()).toContain('Persian');
    expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toContain('Tehran');
  });

  it('turns to Persian and back at the first question', async () => {
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'فارسی' }).click();
    await page.getByRole('heading', { name: 'به دیوان خوش آمدید' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.getByRole('button', { name: 'زبان' }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Welcome to Diwan' }).waitFor();
  });

  it('makes the organisation and its owner, who is signed in at once', async () => {
    await page.locator('[name="organisation.name"]').fill('Lamp shop');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('[name="owner.name"]').fill('Olga Owner');
    await page.locator('[name="owner.email"]').fill('olga@shop.example');
    await page.locator('[name="owner.password"]').fill('correct horse battery');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'Connect your first mailbox' }).waitFor();
  });

  it('connects the first mailbox, and its waiting mail becomes the first ticket', async () => {
    await dovecot.append(
      'From: <first@customer.example>\r\nSubject: The very first question\r\nMessage-ID: <1@customer.example>\r\n\r\nHello?',
    );
    await page.getByLabel('Name of the inbox').fill('Shop');
    await page.locator('[name="address"]').fill('help@shop.example');
    const imap = page.getByRole('group', { name: 'Incoming mail (IMAP)' });
    await imap.getByRole('button', { name: 'Encryption' }).click();
    await page.getByRole('option', { name: 'None (unsafe)' }).click();
    await page.locator('[name="imap.host"]').fill('127.0.0.1');
    await page.locator('[name="imap.port"]').fill(String(dovecot.port));
    await page.locator('[name="imap.user"]').fill(dovecot.user);
    await page.locator('[name="imap.secret"]').fill(dovecot.password);
    await page.getByText('Send mail through a server').click();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('connected and signed in').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/\/inbox\/open/);
    await page.getByRole('option').filter({ hasText: 'The very first question' }).waitFor({ timeout: 30_000 });
  });

  it('lets nobody set it up a second time', async () => {
    const stranger = await newVisit(browser, product);
    await stranger.page.goto('/setup');
    await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const answer = await stranger.page.request.get('/api/tickets?view=all');
    expect(answer.status()).toBe(401);
    await stranger.page.context().close();
  });

  it('has caused no error in the browser', () => {
    expect(visit.faults).toEqual([]);
    expect(visit.intrusions).toEqual([]);
  });
});
