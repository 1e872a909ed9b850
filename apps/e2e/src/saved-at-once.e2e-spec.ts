// Two people change the same settings: who comes second is told, loses nothing, and undoes nothing unseen.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openApi, type Api } from './harness/api.js';
import { findChromium, newVisit, openBrowser, signIn } from './harness/browser.js';
import { startProduct, type Product } from './harness/product.js';

type Queue = { id: string; name: string; teams: { teamId: string; overflowAfterSeconds: number }[] };
type Team = { id: string; name: string };
type Policy = { id: string; name: string; version: number };

const itWithBrowser = findChromium() ? it : it.skip;
let product: Product;
let browser: Browser | null = null;
let page: Page;
let api: Api;

const queueNamed = async (name: string) =>
  ((await api.send('GET', 'queues')) as Queue[]).find((each) => each.name === name);
const teamsOf = async (name: string) => (await queueNamed(name))?.teams.map(({ teamId }) => teamId).toSorted();

beforeAll(async () => {
  product = await startProduct();
  api = await openApi(product);
  if (!findChromium()) return;
  browser = await openBrowser();
  ({ page } = await newVisit(browser, product));
  await signIn(page, product);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

itWithBrowser('who serves a queue, which keeps what was ticked and shows what is so now', async () => {
  const support = await queueNamed('Support');
  const own = support?.teams[0]?.teamId ?? '';
  const warranty = ((await api.send('GET', 'teams')) as Team[]).find(({ name }) => name === 'Warranty')?.id ?? '';
  const third = (await api.send('POST', 'teams', { name: 'Third line', queueIds: [] })) as Team;
  await page.goto('/settings/queues');
  await page.getByRole('button', { name: 'Who serves Support' }).click();
  const dialog = page.getByRole('dialog');
  const tick = (name: string) =>
    dialog.getByRole('group', { name: 'Teams' }).locator('label').filter({ hasText: name }).click();
  await dialog.locator('label').filter({ hasText: 'Nina Keller' }).first().click(); // not saved yet
  await tick('Third line');
  const teams = [own, warranty].map((teamId) => ({ teamId, overflowAfterSeconds: 0 }));
  await api.send('PUT', `queues/${support?.id}/teams`, { teams, expected: support?.teams });
  await dialog.getByRole('button', { name: 'Save teams' }).click();
  await dialog.getByText(/Now it is: .*Support.*Warranty/).waitFor();
  expect(await teamsOf('Support')).toEqual([own, warranty].toSorted());
  await dialog.getByRole('button', { name: 'Save teams' }).click();
  await page.getByText(/^Saved: /).waitFor();
  expect(await teamsOf('Support')).toEqual([own, third.id].toSorted());
  expect(await dialog.getByRole('checkbox', { name: 'Nina Keller' }).first().isChecked()).toBe(false);
});

itWithBrowser('an SLA policy, of which the newer can be loaded', async () => {
  const [policy] = (await api.send('GET', 'sla-policies')) as Policy[];
  const { id, ...settings } = policy ?? { id: '' };
  await page.goto('/settings/sla');
  await page.getByRole('button', { name: /^Edit/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Mine');
  await api.send('PUT', `sla-policies/${id}`, { ...settings, name: 'Theirs' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByText(/Somebody else has saved this meanwhile/).waitFor();
  await dialog.getByRole('button', { name: 'Load the newer version' }).click();
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[role=dialog] input[name=name]')?.value === 'Theirs',
  );
  await dialog.getByLabel('Name').fill('Ours');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  const names = ((await api.send('GET', 'sla-policies')) as Policy[]).map(({ name }) => name);
  expect(names).toEqual(['Ours']);
});
