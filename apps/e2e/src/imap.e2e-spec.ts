import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { findChromium, newVisit, openBrowser, signIn, type Visit } from './harness/browser.js';
import { eventually, findDovecot, startDovecot, type Dovecot } from './harness/mail-servers.js';
import { startProduct, type Product } from './harness/product.js';

const describeWithServers = findChromium() && findDovecot() ? describe : describe.skip;

/** Well under the minute after which a poll would find it: what is seen by then was announced by IDLE (RFC 2177). */
const announcedWithinMs = 20_000;
/** The receiver tries again ever more slowly; the longest pause counts. */
const recoveredWithinMs = 90_000;

const mailAbout = (subject: string): string =>
  [
    'From: "Ada" <ada@customer.example>',
    'To: <help@shop.example>',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(/\W/g, '-')}@customer.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `This is about: ${subject}`,
  ].join('\r\n');

describeWithServers('a mailbox of a real mail server', () => {
  let product: Product;
  let browser: Browser;
  let dovecot: Dovecot;
  let visit: Visit;
  let page: Page;

  const row = (subject: string) => page.getByRole('option').filter({ hasText: subject });
  const inbox = () => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Shop' }) });
  const receiving = () => inbox().getByRole('group', { name: 'Receiving' });
  const banner = () => page.getByText('The inbox “Shop” cannot fetch mail.');
  const dialog = () => page.getByRole('dialog');

  async function choose(field: Locator, option: string): Promise<void> {
    await field.click();
    await page.getByRole('option', { name: option }).click();
  }
  async function edit(): Promise<void> {
    await page.goto('/settings/inboxes');
    await page.getByRole('button', { name: /^Edit .*Shop/ }).click();
  }
  async function listOpenSubjects(): Promise<string[]> {
    const answer = await page.request.get('/api/tickets?view=open&limit=100');
    return ((await answer.json()) as { items: { subject: string }[] }).items.map(({ subject }) => subject);
  }
  async function savePassword(password: string): Promise<void> {
    await edit();
    await dialog().locator('[name="imap.secret"]').fill(password);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
  }

  beforeAll(async () => {
    product = await startProduct();
    dovecot = await startDovecot({ password: 'right' });
    browser = await openBrowser();
    visit = await newVisit(browser, product);
    page = visit.page;
    await signIn(page, product);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([product?.stop(), dovecot?.stop()]);
  });

  it('names the cause when the password is wrong, before anything is saved', async () => {
    await page.goto('/settings/inboxes');
    await page.getByRole('button', { name: 'Add inbox' }).click();
    await dialog().getByLabel('Name of the inbox').fill('Shop');
    await dialog().locator('[name="address"]').fill('help@shop.example');
    const imap = dialog().getByRole('group', { name: 'Incoming mail (IMAP)' });
    await choose(imap.getByRole('button', { name: 'Encryption' }), 'None (unsafe)');
    await dialog().locator('[name="imap.host"]').fill('127.0.0.1');
    await dialog().locator('[name="imap.port"]').fill(String(dovecot.port));
    await dialog().locator('[name="imap.user"]').fill(dovecot.user);
    await dialog().locator('[name="imap.secret"]').fill('wrong');
    await dialog().getByText('Send mail through a server').click();
    await dialog().getByRole('button', { name: 'Test connection' }).click();
    await dialog().getByText('The server refused the user name or the password.').waitFor();
  });

  it('says that the connection works with the right password, and saves it', async () => {
    await dialog().locator('[name="imap.secret"]').fill('right');
    await dialog().getByRole('button', { name: 'Test connection' }).click();
    await dialog().getByText('connected and signed in').waitFor();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await receiving().getByText('Working').waitFor();
  });

  it('shows a new mail of the mailbox as soon as the server announces it', async () => {
    await page.goto('/inbox/open');
    await row('Parcel arrived damaged').waitFor();
    await dovecot.append(mailAbout('Announced by IDLE'));
    const storedAt = performance.now();
    await row('Announced by IDLE').waitFor({ timeout: announcedWithinMs });
    console.log(`mail: stored on the server to seen in ${Math.round(performance.now() - storedAt)} ms`);
  });

  it('misses nothing after an outage of the server', async () => {
    await dovecot.halt();
    await banner().waitFor({ timeout: recoveredWithinMs });
    // Mail that comes in while Diwan still waits before its next try, and then the server is gone once more.
    const subjects = Array.from({ length: 12 }, (_, index) => `Waited for us ${index + 1}`);
    await dovecot.start();
    for (const subject of subjects) await dovecot.append(mailAbout(subject));
    await dovecot.halt();
    await dovecot.start();
    await banner().waitFor({ state: 'detached', timeout: recoveredWithinMs });
    await eventually(async () => expect(await listOpenSubjects()).toEqual(expect.arrayContaining(subjects)), 20_000);
    expect((await listOpenSubjects()).filter((subject) => subjects.includes(subject))).toHaveLength(subjects.length);
  });

  it('raises a banner when the password is changed on the server, and recovers with the new one', async () => {
    await savePassword('outdated');
    await banner().waitFor({ timeout: recoveredWithinMs });
    await inbox().getByText('The server refused the user name or the password.').waitFor();
    await dovecot.append(mailAbout('Sent while locked out'));
    await savePassword('right');
    await receiving().getByText('Working').waitFor({ timeout: recoveredWithinMs });
    await banner().waitFor({ state: 'detached' });
    await page.goto('/inbox/open');
    await row('Sent while locked out').waitFor();
  });

  it('has caused no error in the browser', () => {
    expect(visit.faults).toEqual([]);
  });
});
