// Makes docs/screenshots from the built product with its demo: `node tools/build.mjs && node tools/screenshots.mjs`.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openApi } from '../apps/e2e/dist/harness/api.js';
import { newVisit, openBrowser, remember, signIn } from '../apps/e2e/dist/harness/browser.js';
import { startProduct } from '../apps/e2e/dist/harness/product.js';
import { sendMail } from '../apps/e2e/dist/harness/send-mail.js';

const folder = resolve(import.meta.dirname, '../docs/screenshots');

/** What the demo does not bring along: mail that is kept aside, by cause. */
const suspended = [
  {
    from: '"Out of office" <peter@example.com>',
    subject: 'Automatic reply: Your order',
    text: 'I am back on Monday.',
    headers: { 'Auto-Submitted': 'auto-replied' },
  },
  { from: 'blank@example.com', subject: '', text: '' },
  {
    from: '"Mail Delivery System" <mailer-daemon@example.com>',
    subject: 'Undelivered Mail Returned to Sender',
    text: 'Your message could not be delivered to one or more recipients.',
    headers: { 'Auto-Submitted': 'auto-replied' },
  },
  { from: 'support@demo.diwan.test', subject: 'درخواست فوری', text: 'لطفاً فوراً پاسخ دهید.' },
];

/** What is written in the chat, and answered. */
const said = {
  en: ['Hello, where is my order #4521?', 'It left our warehouse yesterday and should reach you tomorrow.'],
  fa: ['سلام، سفارش Order #4521 هنوز نرسیده است.', 'دیروز از انبار ما خارج شد و فردا به دست شما می‌رسد.'],
};

const product = await startProduct();
const browser = await openBrowser();
try {
  await mkdir(folder, { recursive: true });
  for (const mail of suspended) await sendMail(product, { to: 'support@demo.diwan.test', ...mail });
  await takeSignIn();
  await takeEnglish();
  await takePersian();
  await openForWork();
  await takeSupervision({ language: 'en', theme: 'light' });
  await takeSupervision({ language: 'fa', theme: 'dark' });
  for (const language of ['en', 'fa']) await takeChat(language);
  await takeChatOnPhone();
} finally {
  await browser.close();
  await product.stop();
}

async function takeSignIn() {
  const { page } = await newVisit(browser, product);
  await page.goto('/login');
  await page.locator('input[name=password]').waitFor();
  await shoot(page, 'sign-in');
  await page.context().close();
}

async function takeEnglish() {
  const page = await visitAs({ language: 'en', theme: 'light' });
  await openTicket(page, 'Parcel arrived damaged');
  await reply(page, 'Dear Emma, I am sorry about the lamp. A new one leaves our warehouse today.');
  await openTicket(page, 'Parcel arrived damaged');
  await page.locator('main').getByRole('button', { name: 'Reply', exact: true }).click();
  await page.locator('[role=textbox][aria-multiline]').fill('It should reach you on ');
  await shoot(page, 'inbox-en-light');
  await page.goto('/settings/inboxes');
  await page.locator('main li').first().waitFor();
  await shoot(page, 'settings-inboxes');
  await page.goto('/settings/suspended-mail');
  await page.getByRole('row').nth(suspended.length).waitFor();
  await shoot(page, 'suspended-mail');
  await page.context().close();
}

async function takePersian() {
  const page = await visitAs({ language: 'fa', theme: 'dark' });
  // As a company in Iran has it; the demo's own conventions suit readers of all its languages.
  await page.request.patch('/api/organisation', { data: { calendar: 'persian', digits: 'arabext' } });
  await openTicket(page, 'سفارش من هنوز نرسیده است');
  await reply(page, 'سلام آقای محمدی، سفارش Order #4521 امروز با پست پیشتاز فرستاده شد. کد رهگیری: IR-88213-TE');
  await openTicket(page, 'سفارش من هنوز نرسیده است');
  await shoot(page, 'inbox-fa-dark');
  await page.context().close();
}

/** A second queue that nobody serves, and people who carry something. */
async function openForWork() {
  const owner = await openApi(product);
  const agents = await owner.send('GET', 'agents');
  const idOf = (email) => agents.find((agent) => agent.email === email).id;
  const settings = { distribution: 'manual', offerSeconds: 20, stickyMinutes: 0, teams: [] };
  const billing = await owner.send('POST', 'queues', { name: 'Billing', ...settings });
  await owner.send('PATCH', `agents/${idOf('omar@demo.diwan.test')}`, { capacity: 60 });
  const [first, second] = (await owner.send('GET', 'tickets?view=unassigned')).items;
  const wish = {
    selection: { numbers: [first.number, second.number] },
    target: { queueId: billing.id, assignees: { to: 'keep' } },
  };
  const { seen } = await owner.send('POST', 'moves/preview', wish);
  await owner.send('POST', 'moves', { ...wish, seen, reason: 'Invoices' });
  const channels = ['email'];
  for (const [email, body] of [
    ['sara@demo.diwan.test', { channels, state: 'available' }],
    ['omar@demo.diwan.test', { channels, state: 'available' }],
    ['nina@demo.diwan.test', { channels, state: 'away', reason: 'meeting' }],
  ]) {
    const agent = await openApi({ ...product, signIn: { ...product.signIn, email } });
    await agent.send('PUT', 'me/presence', body);
  }
}

async function takeSupervision(preferences) {
  const page = await visitAs(preferences);
  const name = `${preferences.language}-${preferences.theme}`;
  await page.goto('/supervise/live');
  await page.getByRole('row').nth(4).waitFor();
  await shoot(page, `live-board-${name}`);
  const [sara] = (await (await page.request.get('/api/agents')).json()).filter(({ email }) => email.startsWith('sara'));
  await page.goto(`/supervise/assignments?assignee=${sara.id}`);
  await page.getByRole('radio').last().locator('xpath=ancestor::label').click();
  for (const agent of ['Nina', 'Omar']) {
    await page
      .locator('label')
      .filter({ hasText: agent })
      .filter({ has: page.getByRole('checkbox') })
      .click();
  }
  await page.locator('aside dl').nth(2).waitFor();
  await shoot(page, `move-tickets-${name}`);
  await page.context().close();
}

/** The shop with its chat, the same conversation as its agent has it, and the rating after its end. */
async function takeChat(language) {
  const [question, answer] = said[language];
  const theme = language === 'en' ? 'light' : 'dark';
  const { page, chat } = await openChat(language, { colorScheme: theme, viewport: { width: 1200, height: 760 } });
  await write(chat, question);
  const owner = await openApi(product);
  const { items } = await owner.send('GET', 'tickets?view=open&limit=50');
  const { number } = items.find(({ channel, subject }) => channel === 'chat' && subject === question);
  await owner.send('POST', `tickets/${number}/replies`, { html: `<p>${answer}</p>`, lastSeq: 1, sendAnyway: true });
  await chat.getByText(answer).waitFor();
  await shoot(page, `chat-${language}-${theme}`);
  const agent = await visitAs({ language, theme });
  await agent.goto(`/inbox/open/c/${number}`);
  await agent.getByText(answer).last().waitFor();
  await shoot(agent, `chat-inbox-${language}-${theme}`);
  await agent.context().close();
  const { version } = await owner.send('GET', `tickets/${number}`);
  await owner.send('POST', `tickets/${number}/chat/end`, { version });
  await chat.getByRole('radio').first().waitFor();
  await shoot(page, `chat-rating-${language}-${theme}`);
  await page.context().close();
}

/** Outside of business hours, on a phone, in Arabic. */
async function takeChatOnPhone() {
  const owner = await openApi(product);
  const { hours, isDefault } = await owner.send('GET', 'business-hours');
  const now = new Date();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: hours.timeZone }).format(now);
  const [year, month, day] = today.split('-').map(Number);
  const closed = { name: 'Stocktaking', calendar: 'gregory', year, month, day, intervals: [] };
  await owner.send('PUT', 'business-hours', { ...hours, holidays: [closed], expected: isDefault ? null : hours });
  const { page, chat } = await openChat('ar', { viewport: { width: 390, height: 760 }, isMobile: true });
  await write(chat, 'مرحبًا، هل يمكن تغيير عنوان التسليم؟');
  await shoot(page, 'chat-ar-phone');
  await page.context().close();
}

async function openChat(language, look) {
  const context = await browser.newContext({ ...look, locale: language, timezoneId: 'Asia/Tehran' });
  const page = await context.newPage();
  await page.goto(`${product.url}/demo/shop?language=${language}`);
  await page.locator('[data-diwan-open]').click();
  return { page, chat: page.frameLocator('diwan-chat iframe') };
}

async function write(chat, text) {
  await chat.locator('textarea').fill(text);
  await chat.locator('textarea').press('Enter');
  await chat.locator('.message.visitor time').last().waitFor();
}

async function visitAs(preferences) {
  const { page } = await newVisit(browser, product);
  await remember(page, preferences);
  await signIn(page, product);
  await page.request.patch('/api/me', { data: { preferences: { ...preferences, undoSendSeconds: 0 } } });
  return page;
}

async function openTicket(page, subject) {
  await page.goto('/inbox/open');
  await page.getByRole('option').filter({ hasText: subject }).click();
  await page.getByRole('article').first().waitFor();
}

async function reply(page, text) {
  const articles = await page.getByRole('article').count();
  await page.keyboard.press('r');
  const editor = page.locator('[role=textbox][aria-multiline]');
  await editor.fill(text);
  await editor.press('Control+Enter');
  await page.getByRole('article').nth(articles).waitFor();
}

/** When fonts and pictures are there and toasts are gone. */
async function shoot(page, name) {
  await page.mouse.move(720, 899);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: resolve(folder, `${name}.png`), animations: 'disabled' });
}
