import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { openApi, type Api } from './harness/api.js';
import { findChromium, newVisit, openBrowser, signIn, type Visit } from './harness/browser.js';
import { eventually } from './harness/mail-servers.js';
import { startProduct, type Product } from './harness/product.js';

const describeWithBrowser = findChromium() ? describe : describe.skip;
const lead = 'omar@demo.diwan.test';
const [absent, colleague] = ['Sara Ahmadi', 'Nina Keller'];
const demoMails = 12;

type Named = { id: string; name: string };
type Queue = Named & { teams: { teamId: string }[] };

const languages = [
  {
    language: 'en',
    absence: 'Absent…',
    theirs: /New: 12$/,
    toColleague: 'To one colleague',
    toWhom: /New: 12: to whom/,
    submit: 'Set absent',
    done: '12 of 12 moved',
    undo: 'Undo',
    undone: 'Undone: 12 of 12 went back',
    close: 'Close',
    away: /Away$/,
    whoServes: /^Who serves .*Support/,
    saveTeams: 'Save teams',
    stored: /^Saved: .*Support/,
    unserved: /^Nobody would serve/,
    membersOf: /^Members of .*Second line/,
    saveMembers: 'Save members',
    storedMembers: /^Saved: .*Second line/,
  },
  {
    language: 'fa',
    absence: 'غایب…',
    theirs: /تازه: ۱۲$/,
    toColleague: 'به یک همکار',
    toWhom: /تازه: ۱۲: به چه کسی/,
    submit: 'ثبت غیبت',
    done: '۱۲ از ۱۲ جابه‌جا شد',
    undo: 'واگرد',
    undone: 'برگردانده شد: ۱۲ از ۱۲ بازگشت',
    close: 'بستن',
    away: /دور از کار$/,
    whoServes: /^چه کسانی به .*Support/,
    saveTeams: 'ذخیرهٔ تیم‌ها',
    stored: /^ذخیره شد: .*Support/,
    unserved: /^دیگر کسی به/,
    membersOf: /^اعضای .*Second line/,
    saveMembers: 'ذخیرهٔ اعضا',
    storedMembers: /^ذخیره شد: .*Second line/,
  },
] as const;

describeWithBrowser('a lead who is short of people', () => {
  let product: Product;
  let browser: Browser;
  let api: Api;
  let agents: Named[];
  let supportTeam: string;
  let secondLine: string;

  const agentId = (name: string) => agents.find((agent) => agent.name === name)?.id ?? '';
  const openTicketsOf = async (name: string) => {
    const board = (await api.send('GET', 'board')) as { agents: (Named & { openTickets: number })[] };
    return board.agents.find((agent) => agent.name === name)?.openTickets;
  };
  const support = async () => {
    const queue = ((await api.send('GET', 'queues')) as Queue[]).find(({ name }) => name === 'Support');
    return { id: queue?.id, teamIds: queue?.teams.map(({ teamId }) => teamId) ?? [] };
  };
  const membersOf = async (teamId: string) =>
    ((await api.send('GET', 'agents')) as (Named & { teamIds: string[] })[])
      .filter(({ teamIds }) => teamIds.includes(teamId))
      .map(({ name }) => name)
      .toSorted();

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    api = await openApi(product);
    agents = (await api.send('GET', 'agents')) as Named[];
    secondLine = ((await api.send('POST', 'teams', { name: 'Second line', queueIds: [] })) as Named).id;
    [supportTeam = ''] = (await support()).teamIds;
    await api.send('PATCH', `agents/${agentId('Omar Haddad')}`, { teamIds: [supportTeam, secondLine] });
    const numbers = Array.from({ length: demoMails }, (_, index) => 1001 + index);
    const what = { selection: { numbers }, target: { assignees: { to: 'agents', agentIds: [agentId(absent)] } } };
    await eventually(async () => {
      const { total, seen } = (await api.send('POST', 'moves/preview', what)) as { total: number; seen: string };
      expect(total).toBe(demoMails);
      await api.send('POST', 'moves', { ...what, seen });
    });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  describe.each(languages)('in $language', (words) => {
    let visit: Visit;
    let page: Page;
    let dialog: Locator;

    beforeAll(async () => {
      if (words.language === 'fa') await api.send('PATCH', 'organisation', { digits: 'arabext' });
      visit = await newVisit(browser, product);
      ({ page } = visit);
      dialog = page.getByRole('dialog');
      await signIn(page, { signIn: product.signIn && { ...product.signIn, email: lead } });
      await page.request.patch('/api/me', { data: { preferences: { language: words.language } } });
    });
    afterAll(() => page?.context().close());

    const choose = async (of: RegExp, option: string | RegExp) => {
      await dialog.getByRole('button', { name: of }).click();
      await page.getByRole('option', { name: option }).click();
    };

    const tick = (within: Locator, name: string) => within.locator('label').filter({ hasText: name }).click();

    it('gives what somebody absent carries to a colleague, and takes it back', async () => {
      await page.goto('/supervise/live');
      const row = page.getByRole('row').filter({ hasText: absent });
      await row.getByRole('button').click();
      await page.getByRole('menuitem', { name: words.absence }).click();
      await choose(words.theirs, words.toColleague);
      await choose(words.toWhom, new RegExp(colleague));
      await dialog.getByRole('button', { name: words.submit }).click();
      await dialog.getByText(words.done).waitFor();
      expect([await openTicketsOf(absent), await openTicketsOf(colleague)]).toEqual([0, demoMails]);
      await dialog.getByRole('button', { name: words.undo }).click();
      await dialog.getByText(words.undone).waitFor();
      expect([await openTicketsOf(absent), await openTicketsOf(colleague)]).toEqual([demoMails, 0]);
      await dialog.getByText(words.away).waitFor();
      await dialog.getByRole('button', { name: words.close, exact: true }).last().click();
    });

    it('has another team serve a queue, but not nobody without meaning it', async () => {
      await page.getByRole('button', { name: words.whoServes }).click();
      const save = dialog.getByRole('button', { name: words.saveTeams });
      await tick(dialog, 'Support');
      await dialog.getByText(words.unserved).waitFor();
      expect(await save.isDisabled()).toBe(true);
      await tick(dialog, 'Second line');
      await save.click();
      await page.getByText(words.stored).waitFor();
      expect((await support()).teamIds).toEqual([secondLine]);
    });

    it('brings somebody into that team and out of it, and gives the queue back', async () => {
      const members = dialog.getByRole('region', { name: words.membersOf });
      const both = [absent, 'Omar Haddad'].toSorted();
      for (const then of [both, ['Omar Haddad']]) {
        await tick(members, absent);
        await members.getByRole('button', { name: words.saveMembers }).click();
        await eventually(async () => expect(await membersOf(secondLine)).toEqual(then));
        await page.getByText(words.storedMembers).first().waitFor();
      }
      await tick(dialog.getByRole('group').first(), 'Second line');
      await tick(dialog.getByRole('group').first(), 'Support');
      await dialog.getByRole('button', { name: words.saveTeams }).click();
      await eventually(async () => expect((await support()).teamIds).toEqual([supportTeam]));
      expect(visit.faults).toEqual([]);
    });
  });
});
