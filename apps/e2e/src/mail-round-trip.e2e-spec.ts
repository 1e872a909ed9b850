import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { findChromium, newVisit, openBrowser, signIn, type Visit } from './harness/browser.js';
import { hostileMail, picture, sha256 } from './harness/hostile-mail.js';
import { eventually } from './harness/mail-servers.js';
import { startProduct, type Product } from './harness/product.js';
import { sendMail } from './harness/send-mail.js';
import { isAnswer, waitForSentMail, type SentMail } from './harness/sink.js';

const support = 'support@demo.diwan.test';
const describeWithBrowser = findChromium() ? describe : describe.skip;

/** How fast is a matter of the machine; that it comes at all without a reload is the promise. */
const liveWithinMs = 15_000;

const rowOf = (page: Page, subject: string) => page.getByRole('option').filter({ hasText: subject });
const sendAfter = (page: Page, undoSendSeconds: number) =>
  page.request.patch('/api/me', { data: { preferences: { undoSendSeconds } } });

describeWithBrowser('a mail and its answer', () => {
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

  describe('in English', () => {
    let visit: Visit;
    let page: Page;
    let answer: SentMail;
    let subject: string;
    const hostile = hostileMail(support);
    const messages = () => page.getByRole('article');

    /** As after "copy image" in another program. */
    const paste = (target: Locator, name: string): Promise<void> =>
      target.evaluate(
        (element, [fileName, base64]) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([bytes], fileName, { type: 'image/png' }));
          element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        },
        [name, picture.toString('base64')] as const,
      );
    const isDrawn = (image: Locator) =>
      eventually(async () => {
        expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(48);
      });

    beforeAll(async () => {
      visit = await newVisit(browser, product);
      page = visit.page;
      subject = String(hostile.mail.subject);
      await signIn(page, product);
      expect((await sendAfter(page, 10)).status()).toBe(200);
    });
    afterAll(() => page?.context().close());

    it('shows a mail in the open list without a reload', async () => {
      await page.goto('/inbox/open');
      await rowOf(page, 'Parcel arrived damaged').waitFor();
      await page.evaluate(() => Object.assign(window, { stayed: true }));
      await sendMail(product, hostile.mail);
      const acknowledgedAt = performance.now();
      await rowOf(page, subject).waitFor({ timeout: liveWithinMs });
      console.log(`mail: acknowledged to seen in ${Math.round(performance.now() - acknowledgedAt)} ms`);
      expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
    });

    it('shows its HTML in a frame where nothing runs and nothing is fetched from elsewhere', async () => {
      await rowOf(page, subject).click();
      const frame = page.locator('article iframe').first();
      await frame.waitFor();
      const permissions = (await frame.getAttribute('sandbox')) ?? 'everything';
      expect(permissions.split(' ')).toEqual(['allow-popups', 'allow-popups-to-escape-sandbox']);
      const letter = frame.contentFrame();
      await letter.getByText('is broken:').waitFor();
      expect(await letter.locator('b').textContent()).toBe('lamp');
      expect(
        await letter.locator('script, iframe, form, input, svg, [onerror], [onload], a[href^=javascript]').count(),
      ).toBe(0);
      await page.getByText('Images from outside are hidden').waitFor();
      expect(await letter.getByAltText('pixel').count()).toBe(0);
      expect(visit.intrusions).toEqual([]);
    });

    it('asks for images elsewhere only when told to, and only by way of the server', async () => {
      const asked = page.waitForResponse((response) => response.url().includes('/files/remote-images?'));
      await page.getByRole('button', { name: 'Show images' }).press('Enter');
      // Nobody of that name is out there: the server has looked, and says so.
      expect((await asked).status()).toBe(404);
      await page.locator('article iframe').first().contentFrame().getByAltText('pixel').waitFor();
      expect(
        await page.getByRole('button', { name: 'Hide images' }).evaluate((it) => it === document.activeElement),
      ).toBe(true);
      expect(visit.intrusions).toEqual([]);
    });

    it('shows the picture inside the mail', async () => {
      await isDrawn(page.locator('article iframe').first().contentFrame().getByAltText('the lamp'));
    });

    it('gives the attachment back byte for byte, under its own name', async () => {
      const arriving = page.waitForEvent('download');
      await messages().first().getByRole('link', { name: 'Beleg' }).click();
      const download = await arriving;
      expect(download.suggestedFilename()).toBe(hostile.fileName);
      expect(sha256(await readFile(await download.path()))).toBe(hostile.fileSha256);
    });

    it('sends a formatted reply with a pasted picture and a file, once taken back, to the one who wrote', async () => {
      await page.getByRole('button', { name: 'Reply', exact: true }).click();
      const editor = page.getByRole('textbox', { name: 'Text of the reply' });
      await editor.click();
      await page.keyboard.type('Dear Grace, a new lamp is ');
      await page.keyboard.press('Control+b');
      await page.keyboard.type('on its way');
      await page.keyboard.press('Control+b');
      await page.keyboard.type('.');
      await paste(editor, 'new lamp.png');
      await isDrawn(editor.getByAltText('new lamp'));
      const file = { name: 'label.txt', mimeType: 'text/plain', buffer: Buffer.from('return label 4711') };
      await page.locator('input[type=file]:not([accept])').setInputFiles(file);
      await page.getByRole('button', { name: /^Remove .*label\.txt/ }).waitFor();
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByRole('button', { name: 'Undo send' }).click();
      await isDrawn(editor.getByAltText('new lamp'));
      await sendAfter(page, 0);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await messages().filter({ hasText: 'Sent' }).filter({ hasText: 'label.txt' }).waitFor();
      await isDrawn(messages().last().locator('iframe').contentFrame().getByAltText('new lamp'));

      answer = await waitForSentMail(product, (mail) => isAnswer(mail) && mail.raw.includes('grace@customer.example'));
      expect(answer.to).toMatchObject({ value: [{ address: 'grace@customer.example' }] });
      expect(answer.html).toContain('<strong>on its way</strong>');
      expect(answer.text).toContain('Dear Grace, a new lamp is on its way.');
      expect(answer.attachments.map(({ filename, content, related }) => [filename, sha256(content), related])).toEqual([
        ['new lamp.png', sha256(picture), true],
        ['label.txt', sha256(file.buffer), undefined],
      ]);
      // The parser puts what `cid:` refers to in its place.
      expect(answer.html).toMatch(/<img [^>]*alt="new lamp" src="data:image\/png;base64,/);
    });

    it('gives the reply what mail programs and Diwan need to keep the conversation together', async () => {
      const received = answer.headers.get('in-reply-to');
      expect(received).toMatch(/^<.+@.+>$/);
      expect([answer.references].flat()).toContain(received);
      expect(answer.replyTo?.value[0]?.address).toMatch(/^support\+.+@demo\.diwan\.test$/);
      expect(answer.html).toMatch(/<html lang="en" dir="ltr">/);
    });

    it('adds the answer to the same ticket and opens it again', async () => {
      await page.getByRole('button', { name: 'Status: Pending' }).waitFor();
      const before = await messages().count();
      await sendMail(product, {
        from: 'grace@customer.example',
        to: answer.replyTo?.value[0]?.address,
        subject: `Re: ${answer.subject}`,
        inReplyTo: answer.messageId,
        references: [answer.references ?? [], answer.messageId ?? ''].flat(),
        text: 'It has arrived, thank you!',
      });
      await messages().filter({ hasText: 'It has arrived, thank you!' }).waitFor({ timeout: liveWithinMs });
      expect(before).toBeGreaterThanOrEqual(2);
      expect(await messages().count()).toBe(before + 1);
      await page.getByRole('button', { name: 'Status: Open' }).waitFor();
    });

    it('finds a Persian mail by words typed with other letters', async () => {
      await sendMail(product, {
        from: '"نگار" <negar@customer.example>',
        to: 'poshtibani@demo.diwan.test',
        subject: 'پرسشی دربارهٔ چراغ',
        text: 'سلام، کتاب‌های راهنمای چراغ شمارهٔ ۴۵۲۱ کی می‌رسند؟',
      });
      // Arabic yeh and kaf, no half-space, Latin digits.
      await eventually(async () => {
        await page.goto(`/search?q=${encodeURIComponent('كتابهاي 4521')}`);
        await page.getByRole('link').filter({ hasText: 'پرسشی دربارهٔ چراغ' }).waitFor({ timeout: 2_000 });
      }, liveWithinMs);
      expect(await page.locator('mark').allTextContents()).toContain('کتاب‌های');
    });

    it('has caused no error in the browser and no request to a stranger', () => {
      expect(visit.faults).toEqual([]);
      expect(visit.intrusions).toEqual([]);
    });
  });

  describe('in Persian', () => {
    let visit: Visit;
    let page: Page;

    beforeAll(async () => {
      visit = await newVisit(browser, product);
      page = visit.page;
      await signIn(page, product);
    });
    afterAll(() => page?.context().close());

    /** A real key press of a Persian layout: the same place on the keyboard, another letter. */
    async function pressPersian(code: string, key: string): Promise<void> {
      const devices = await page.context().newCDPSession(page);
      const press = { code, key, windowsVirtualKeyCode: code.charCodeAt(code.length - 1) };
      await devices.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, ...press });
      await devices.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press });
      await devices.detach();
    }

    it('turns the whole screen around when the profile says Persian', async () => {
      await page.goto('/settings/profile');
      await page.getByRole('button', { name: 'Language' }).click();
      await page.getByRole('option', { name: 'فارسی' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'ذخیره' }).waitFor();
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      expect(await page.locator('html').getAttribute('lang')).toBe('fa');
    });

    it('moves through the list with J and K of a Persian keyboard', async () => {
      await page.goto('/inbox/open');
      await page.getByRole('option').first().waitFor();
      const chosen = () => page.locator('[role=option][tabindex="0"]').getAttribute('aria-posinset');
      await pressPersian('KeyJ', 'ت');
      await pressPersian('KeyJ', 'ت');
      await eventually(async () => expect(await chosen()).toBe('2'));
      await pressPersian('KeyK', 'ن');
      await eventually(async () => expect(await chosen()).toBe('1'));
    });

    it('answers a Persian mail in Persian, right to left', async () => {
      const who = 'reza.mohammadi@example.com';
      await rowOf(page, 'سفارش من هنوز نرسیده است').click();
      await page.getByRole('article').first().waitFor();
      await pressPersian('KeyR', 'ق');
      const editor = page.getByRole('textbox', { name: 'متن پاسخ' });
      await editor.waitFor();
      await editor.click();
      await page.keyboard.insertText('سلام رضا، سفارش شما فردا می‌رسد.');
      await page.getByRole('button', { name: 'ارسال', exact: true }).click();
      const answer = await waitForSentMail(product, (mail) => isAnswer(mail) && mail.raw.includes(who));
      expect(answer.html).toMatch(/<html lang="fa" dir="rtl">/);
      expect(answer.text).toContain('سفارش شما فردا می‌رسد');
      expect(answer.subject).toBe('Re: سفارش من هنوز نرسیده است');
    });

    it('has caused no error in the browser and no request to a stranger', () => {
      expect(visit.faults).toEqual([]);
      expect(visit.intrusions).toEqual([]);
    });
  });
});
