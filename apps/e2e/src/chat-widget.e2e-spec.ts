import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { openApi, type Api } from './harness/api.js';
import { findChromium, openBrowser } from './harness/browser.js';
import { startProduct, type Product } from './harness/product.js';
import { serveStrangerPage, type StrangerPage } from './harness/stranger-page.js';

const describeWithBrowser = findChromium() ? describe : describe.skip;

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describeWithBrowser('a page with the chat widget', () => {
  let product: Product;
  let browser: Browser;
  let api: Api;
  let key: string;
  const open: { close: () => Promise<unknown> }[] = [];

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    api = await openApi(product);
    const [queue] = (await api.send('GET', 'queues')) as { id: string }[];
    const widget = {
      name: 'Shop', queueId: queue?.id, language: 'en', origins: [], greetings: {}, accent: '#0b6e75', position: 'end',
      mailInboxId: null, enabled: true,
    }; // prettier-ignore
    ({ key } = (await api.send('POST', 'widgets', widget)) as { key: string });
  });
  afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  type Visit = {
    page: Page;
    chat: FrameLocator;
    launcher: ReturnType<Page['locator']>;
    faults: string[];
    asked: string[];
  };

  async function visit({ language = 'en', theme = 'light', isOtherSite = true } = {}): Promise<Visit> {
    const site: StrangerPage = await serveStrangerPage({
      widgetHost: product.url,
      language,
      settings: { key, theme },
      isOtherSite,
    });
    const context = await browser.newContext({ viewport: { width: 1000, height: 780 }, locale: language });
    open.push(context, site);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const faults: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    page.on('websocket', (socket) => asked.push(new URL(socket.url()).pathname));
    await page.goto(site.url);
    const launcher = page.locator('diwan-chat button');
    await launcher.waitFor();
    return { page, chat: page.frameLocator('diwan-chat iframe'), launcher, faults, asked };
  }

  async function write(chat: FrameLocator, text: string): Promise<void> {
    await chat.locator('textarea').fill(text);
    await chat.locator('textarea').press('Enter');
    await chat.locator('.message.visitor time').last().waitFor();
  }

  async function answer(subject: string, text: string): Promise<void> {
    const { items } = (await api.send('GET', 'tickets?view=all&limit=50')) as {
      items: { number: number; subject: string; lastSeq: number }[];
    };
    const ticket = items.find((each) => each.subject === subject);
    await api.send('POST', `tickets/${ticket?.number}/replies`, {
      html: `<p>${text}</p>`, cc: [], attachmentIds: [], solve: false, lastSeq: 1, sendAnyway: true,
    }); // prettier-ignore
  }

  const bubbles = (chat: FrameLocator) => chat.locator('.visitor .bubble, .agent .bubble').allInnerTexts();

  it('loads and keeps nothing until the visitor opens it, and its policy is not broken', async () => {
    const { page, chat, launcher, faults, asked } = await visit();
    expect(asked).toEqual(['/', '/set-up.js', '/widget.js']);
    expect(await page.context().storageState()).toEqual({ cookies: [], origins: [] });
    await launcher.click();
    await chat.getByRole('textbox', { name: 'Write a message' }).waitFor();
    await expectFocus(page, chat);
    expect(asked).toContain('/api/chat');
    expect(faults).toEqual([]);
  });

  it('holds a conversation, tells of what came while it was closed, and gives the focus back', async () => {
    const { page, chat, launcher } = await visit();
    await page.locator('[data-diwan-open]').click();
    await write(chat, 'Where is my parcel?');
    await answer('Where is my parcel?', 'On its way');
    await chat.getByText('On its way').waitFor();
    await chat.locator('.visitor small', { hasText: 'Read' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Help');
    await answer('Where is my parcel?', 'It is there');
    await page.getByRole('button', { name: 'Chat (new messages: 1)' }).waitFor();
    expect(await launcher.getAttribute('aria-expanded')).toBe('false');
    await launcher.click();
    await page.getByRole('button', { name: 'Chat', exact: true }).waitFor();
    const happened = await page.evaluate(() => (window as unknown as { happened: unknown[] }).happened);
    expect(happened).toEqual(
      expect.arrayContaining(['open', 'conversationStarted', 'close', ['unread', 1], ['unread', 0]]),
    );
  });

  it('loses nothing when the connection is cut, and goes on after the page was loaded again', async () => {
    const { page, chat, launcher } = await visit({ isOtherSite: false });
    const sockets: { close: () => Promise<void> }[] = [];
    await page.routeWebSocket(/\/api\/chat$/, (socket) => {
      socket.connectToServer();
      sockets.push(socket);
    });
    await launcher.click();
    await write(chat, 'One of three');
    await sockets.at(-1)?.close();
    await answer('One of three', 'Said while away');
    await chat.locator('textarea').fill('Three of three');
    await chat.locator('textarea').press('Enter');
    await chat.locator('.visitor time').nth(1).waitFor();
    const said = ['Hello! How can we help?', 'One of three', 'Said while away', 'Three of three'];
    expect(await bubbles(chat)).toEqual(said);
    expect(sockets.length).toBeGreaterThan(1);
    await page.reload();
    await launcher.click();
    await chat.locator('.visitor time').nth(1).waitFor();
    expect(await bubbles(chat)).toEqual(said);
  });

  it('sends a picture and shows it, and says what is not taken', async () => {
    const { chat, launcher, faults } = await visit();
    await launcher.click();
    await write(chat, 'It arrived broken');
    const input = chat.locator('input[type=file]');
    await input.setInputFiles({ name: 'عکس.png', mimeType: 'image/png', buffer: onePixel });
    await chat.locator('.visitor .file img').waitFor();
    await input.setInputFiles({ name: 'fix.exe', mimeType: 'application/octet-stream', buffer: onePixel });
    await chat.getByText(/^Files of this kind are not taken: .*fix\.exe/).waitFor();
    const { items } = (await api.send('GET', 'tickets?view=all&limit=50')) as {
      items: { number: number; subject: string }[];
    };
    const ticket = items.find((each) => each.subject === 'It arrived broken');
    const timeline = JSON.stringify(await api.send('GET', `tickets/${ticket?.number}/timeline`));
    expect(timeline).toContain('عکس.png');
    // The refusal itself is an answer that the browser notes down.
    expect(faults.filter((fault) => !fault.includes('415'))).toEqual([]);
  });

  it('forgets the visitor when it is told to', async () => {
    const { page, chat, launcher } = await visit({ isOtherSite: false });
    await launcher.click();
    await write(chat, 'On a shared computer');
    await page.reload();
    await launcher.click();
    await chat.getByText('On a shared computer').waitFor();
    await page.reload();
    await launcher.waitFor();
    await page.evaluate(() => (window as unknown as { Diwan: (name: string) => void }).Diwan('shutdown'));
    await page.locator('iframe').waitFor({ state: 'detached' });
    expect(await page.locator('diwan-chat').count()).toBe(0);
    await page.reload();
    await launcher.click();
    await chat.locator('[role=log][aria-busy=false]').waitFor();
    expect(await bubbles(chat)).toEqual(['Hello! How can we help?']);
  });

  it('ends, is rated, and begins anew', async () => {
    const { chat, launcher } = await visit({ language: 'fa' });
    await launcher.click();
    await write(chat, 'سفارش ۴۵۲۱ کجاست؟');
    await chat.locator('summary').click();
    await chat.getByRole('button', { name: 'پایان دادن به گفت‌وگو' }).click();
    await chat.getByRole('button', { name: 'پایان', exact: true }).click();
    await chat.getByText('خیلی خوب').click();
    await chat.getByRole('button', { name: 'ارسال امتیاز' }).click();
    await chat.getByText('از امتیاز شما سپاسگزاریم.').waitFor();
    await write(chat, 'یک پرسش دیگر');
    expect((await bubbles(chat)).slice(1)).toEqual(['سفارش ۴۵۲۱ کجاست؟', 'یک پرسش دیگر']);
  });

  it.each([
    ['en', 'light', 1000],
    ['fa', 'dark', 1000],
    ['ar', 'light', 390],
  ])('is no barrier in %s, %s, %i px wide, and stands at the end of the line', async (language, theme, width) => {
    const { page, chat, launcher } = await visit({ language, theme });
    await page.setViewportSize({ width, height: 780 });
    const box = await launcher.boundingBox();
    expect(language === 'en' ? width - (box?.x ?? 0) - (box?.width ?? 0) : box?.x).toBe(20);
    await launcher.click();
    await write(chat, `Order #4521 ${language}`);
    const panel = await page.locator('diwan-chat section').boundingBox();
    expect(panel?.width).toBe(width < 600 ? width : 384);
    await chat
      .locator('.message')
      .last()
      .evaluate((element) => Promise.all(element.getAnimations().map((a) => a.finished)));
    const { violations } = await new AxeBuilder({ page }).include('diwan-chat').analyze();
    const severe = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(severe.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => String(target)).join(' ')}`)).toEqual([]);
  });

  async function expectFocus(page: Page, chat: FrameLocator): Promise<void> {
    await chat.locator('textarea:focus').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('DIWAN-CHAT');
  }
});
