import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Product } from './product.js';

const executablePath = '/usr/bin/chromium';
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of Chromium, or null where it is not installed. */
export function findChromium(): string | null {
  return existsSync(executablePath) ? executablePath : null;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args });
}

export type Visit = {
  page: Page;
  /** Addresses outside of the product that any frame asked for, and dialogs that opened: a stranger's mail must cause neither. */
  intrusions: string[];
  /** Errors that nobody caught, and files of the product that did not load. */
  faults: string[];
};

/** A browser of somebody of their own, on a desktop screen. */
export async function newVisit(browser: Browser, product: Pick<Product, 'url'>): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Asia/Tehran',
    baseURL: product.url,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const intrusions: string[] = [];
  const faults: string[] = [];
  context.on('request', (request) => {
    const ours = request.url().startsWith(`${product.url}/`) || /^(data|blob|about):/.test(request.url());
    if (!ours) intrusions.push(request.url());
  });
  page.on('dialog', (dialog) => {
    intrusions.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss(); // The page goes on; what matters has been noted.
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return { page, intrusions, faults };
}

/** As on a second visit: what was chosen before is there from the first paint. The frames of mails have no storage. */
export async function remember(page: Page, chosen: Record<'language' | 'theme', string>): Promise<void> {
  await page.addInitScript((choices) => {
    if (window !== window.top) return;
    for (const [name, choice] of Object.entries(choices)) localStorage.setItem(`diwan.${name}`, choice);
  }, chosen);
}

/** Through the sign-in page, as a person does it. */
export async function signIn(page: Page, { signIn: who }: Pick<Product, 'signIn'>): Promise<void> {
  if (!who) throw new Error('This product was started empty: nobody can sign in yet.');
  await page.goto('/login');
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/inbox\//);
}
