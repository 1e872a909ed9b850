import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openApi, type Api } from './harness/api.js';
import { findChromium, newVisit, openBrowser, signIn, type Visit } from './harness/browser.js';
import { eventually } from './harness/mail-servers.js';
import { startProduct, type Product } from './harness/product.js';

const describeWithBrowser = findChromium() ? describe : describe.skip;
/** The demo's lead and agent have the password of its owner. */
const lead = 'omar@demo.diwan.test';
const demoMails = 12;

type Queue = { id: string; name: string; teams: { teamId: string; overflowAfterSeconds: number }[] };

const languages = [
  {
    language: 'en',
    move: 'Move tickets…',
    whereTo: 'Where to',
    queue: 'Queue',
    preview: 'Preview',
    start: 'Move 12 tickets',
    undo: 'Undo',
    undone: 'Undone: 12 of 12 went back',
  },
  {
    language: 'fa',
    move: 'جابه‌جایی تیکت‌ها…',
    whereTo: 'به کجا',
    queue: 'صف',
    preview: 'پیش‌نمایش',
    start: 'جابه‌جایی ۱۲ تیکت',
    undo: 'واگرد',
    undone: 'برگردانده شد: ۱۲ از ۱۲ بازگشت',
  },
] as const;

describeWithBrowser('work that finds its people', () => {
  let product: Product;
  let browser: Browser;
  let api: Api;

  const openOf = async (name: string) => {
    const { queues } = (await api.send('GET', 'tickets/counts')) as { queues: { name: string; open: number }[] };
    return queues.find((queue) => queue.name === name)?.open ?? 0;
  };
  const visitAs = async (language: string, email?: string): Promise<Visit> => {
    const visit = await newVisit(browser, product);
    await signIn(visit.page, { signIn: product.signIn && { ...product.signIn, ...(email ? { email } : {}) } });
    await visit.page.request.patch('/api/me', { data: { preferences: { language } } });
    return visit;
  };

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    api = await openApi(product);
    const [support] = (await api.send('GET', 'queues')) as Queue[];
    const settings = { offerSeconds: 20, stickyMinutes: 0, teams: support?.teams ?? [] };
    await api.send('POST', 'queues', { name: 'Billing', distribution: 'manual', ...settings });
    await eventually(async () => expect(await openOf('Support')).toBe(demoMails));
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  describe.each(languages)('a lead, in $language', (words) => {
    let visit: Visit;
    let page: Page;

    beforeAll(async () => {
      if (words.language === 'fa') await api.send('PATCH', 'organisation', { digits: 'arabext' });
      visit = await visitAs(words.language, lead);
      page = visit.page;
    });
    afterAll(() => page?.context().close());

    it('comes from the live board to the tickets of a queue and sees what moving them would mean', async () => {
      await page.goto('/supervise/live');
      const tile = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Support' }) });
      await tile.getByRole('link', { name: words.move }).click();
      const target = page.getByRole('region', { name: words.whereTo });
      await target.getByRole('button', { name: words.queue }).click();
      await page.getByRole('option', { name: 'Billing' }).click();
      const preview = page.getByRole('complementary', { name: words.preview });
      await preview.getByText('Support').waitFor();
      expect(await openOf('Support')).toBe(demoMails);
    });

    it('moves them all, and takes it back', async () => {
      await page.getByRole('button', { name: words.start }).click();
      const panel = page.getByRole('complementary');
      await panel.getByRole('button', { name: words.undo }).waitFor();
      expect(await openOf('Billing')).toBe(demoMails);
      await panel.getByRole('button', { name: words.undo }).click();
      await panel.getByText(words.undone).waitFor();
      expect(await openOf('Support')).toBe(demoMails);
    });

    it('finds it in the history', async () => {
      const history = page
        .getByRole('region')
        .filter({ has: page.getByRole('list') })
        .last();
      await history.getByText(words.undone).first().waitFor();
      await history.getByText('Billing').first().waitFor();
      expect(visit.faults).toEqual([]);
    });
  });

  describe('an agent', () => {
    let visit: Visit;
    let page: Page;

    const distribute = async (distribution: 'assign' | 'offer') => {
      const [, support] = (await api.send('GET', 'queues')) as Queue[];
      const { id = '', teams: _teams, ...settings } = support ?? {};
      await api.send('PUT', `queues/${id}`, { ...settings, distribution, offerSeconds: 60 });
    };

    beforeAll(async () => {
      await distribute('assign');
      visit = await visitAs('en');
      page = visit.page;
    });
    afterAll(() => page?.context().close());

    it('is given waiting tickets as soon as they say that they are available', async () => {
      await page.goto('/inbox/mine');
      await page.getByText('No tickets here').waitFor();
      await page.keyboard.press('Shift+A');
      await page.getByRole('menuitem', { name: 'Available' }).click();
      await page.getByRole('option').first().waitFor();
      await page.getByRole('button', { name: /^Available/ }).waitFor();
    });

    it('reads in the ticket why it came', async () => {
      await page.getByRole('option').first().click();
      await page.getByRole('button', { name: /changes$/ }).click();
      await page.getByText(/^Given to .*, who had /).waitFor();
    });

    it('says what becomes of their tickets before they leave', async () => {
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Shift+A');
      await page.getByRole('menuitem', { name: 'Away: lunch' }).click();
      await page.getByRole('button', { name: 'Return them to their queues' }).click();
      await page.getByRole('button', { name: /^Away: lunch/ }).waitFor();
      await page.getByText('No tickets here').waitFor();
    });

    it('is offered a ticket, accepts it, and it opens', async () => {
      await distribute('offer');
      await page.keyboard.press('Shift+A');
      await page.getByRole('menuitem', { name: 'Available' }).click();
      const card = page.getByRole('article', { name: /^Offer: ticket/ }).first();
      const number = /\d+/.exec((await card.getAttribute('aria-label')) ?? '')?.[0];
      await card.getByRole('button', { name: 'Accept' }).click();
      await page.waitForURL(`**/inbox/mine/c/${number}`);
      await page.getByRole('button', { name: 'Assignee: Demo Owner' }).waitFor();
      expect(visit.faults).toEqual([]);
    });
  });
});
