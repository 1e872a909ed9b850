// Images inside what an agent writes: from the upload over the thread and back, to the mail as its recipient gets it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MailParser } from '@diwan/channels';
import { startScriptedSmtp, type ScriptedSmtp } from '@diwan/channels/testing/scripted-smtp';
import type { Attachment } from '@diwan/contracts';
import { DeliveryService } from '../delivery/delivery.service.js';
import { MAIL_PARSER } from '../intake/intake.service.js';
import { anInbox, type AnInbox } from '../testing/an-inbox.js';
import { createTestApp, type OpenedTicket, type SignedIn, type TestApp } from '../testing/test-app.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('an image in the text', () => {
  let test: TestApp;
  let smtp: ScriptedSmtp;
  let inbox: AnInbox;
  let agent: SignedIn;
  let ticket: OpenedTicket;
  let image: Attachment;
  beforeAll(async () => {
    [test, smtp] = await Promise.all([createTestApp(), startScriptedSmtp()]);
    const server = { host: '127.0.0.1', port: smtp.port, security: 'none', user: '', auth: 'none' } as const;
    inbox = await anInbox(test.database, { smtp: server });
    agent = await test.agent('agent', [inbox.queueId]);
  });
  beforeEach(async () => {
    ticket = await test.mail(inbox);
    image = await upload('نقشه.png');
  });
  afterAll(async () => {
    await test.close();
    await smtp.stop();
  });

  const upload = async (name: string, content: string | Buffer = png): Promise<Attachment> =>
    (await agent.upload(name, typeof content === 'string' ? content : new Uint8Array(content))).body;
  const shown = (...images: Attachment[]) =>
    `<p>Look: ${images.map(({ contentId }) => `<img alt="the map" src="cid:${contentId}">`).join('')}</p>`;
  const write = (kind: 'replies' | 'notes', html: string, files: Attachment[]) =>
    agent.post(`/api/tickets/${ticket.number}/${kind}`, {
      html,
      attachmentIds: files.map(({ id }) => id),
      ...(kind === 'replies' ? { lastSeq: 1 } : {}),
    });
  const inlineOf = ({ attachments }: { attachments: Attachment[] }) =>
    attachments.map(({ name, inline }) => [name, inline]);

  it('reaches the recipient inside the mail, and other files beside it', async () => {
    const files = [image, await upload('price.txt', 'list')];
    await agent.patch('/api/me', { preferences: { undoSendSeconds: 0 } });
    expect((await write('replies', shown(image), files)).status).toBe(201);
    await agent.patch('/api/me', { preferences: { undoSendSeconds: 10 } });
    await test.app.get(DeliveryService).drain();
    const raw = smtp.received.at(-1)?.raw ?? Buffer.alloc(0);
    const mail = await test.app.get<MailParser>(MAIL_PARSER).parse(raw);
    expect(mail.html).toContain(`<img alt="the map" src="cid:${image.contentId}">`);
    expect(mail.attachments).toMatchObject([
      { name: 'نقشه.png', contentType: 'image/png', contentId: image.contentId, inline: true },
      { name: 'price.txt', inline: false, contentId: null },
    ]);
    expect(Buffer.from(mail.attachments[0]?.content ?? [])).toEqual(png);
    expect(mail.text).toBe('Look: [the map]');
    expect(raw.toString('latin1')).toMatch(/Content-Type: multipart\/related/);
  });

  it.each(['replies', 'notes'] as const)('is shown in the thread, of %s', async (kind) => {
    const { body } = await write(kind, shown(image), [image]);
    expect(inlineOf(body)).toEqual([['نقشه.png', true]]);
    const [, src = ''] = /<img alt="the map" src="([^"]+)"/.exec(body.html) ?? [];
    const { status, headers } = await test.stranger().get(src.replaceAll('&amp;', '&'));
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('comes back with a reply that was taken back, and can be sent again', async () => {
    const sent = await write('replies', shown(image), [image]);
    const { body: draft } = await agent.post(`/api/messages/${sent.body.id}/cancel`);
    expect(draft.html).toContain(`<img alt="the map" src="cid:${image.contentId}"`);
    expect(inlineOf(draft)).toEqual([['نقشه.png', true]]);
    const again = await write('replies', draft.html, draft.attachments);
    expect([again.status, inlineOf(again.body)]).toEqual([201, [['نقشه.png', true]]]);
  });

  it('is a file like any other when the text does not show it', async () => {
    const other = await upload('other.png');
    const { body } = await write('replies', shown(image), [image, other]);
    expect(inlineOf(body)).toEqual([['نقشه.png', true], ['other.png', false]]); // prettier-ignore
  });

  it('is refused when the message does not bring it', async () => {
    const other = await upload('other.png');
    const text = await upload('text.txt', 'text');
    for (const [html, files] of [
      [shown(image), []],
      [shown(image, other), [image]],
      ['<p><img src="cid:logo@elsewhere"></p>', [image]],
      ['<p><IMG SRC=CID:logo@elsewhere></p>', []],
      [shown(text), [text]],
    ] as [string, Attachment[]][]) {
      const { status, body } = await write('replies', html, files);
      expect([html, status, body.code]).toEqual([html, 400, 'attachment.unknown']);
    }
    expect((await write('replies', shown(image, image), [image])).status).toBe(201);
  });

  it('is shown to its uploader while the reply is written, however long that takes, and to nobody else', async () => {
    const at = `/api/attachments/${image.id}/content`;
    const { status, headers } = await agent.get(at);
    expect([status, headers.get('cache-control')]).toEqual([302, 'no-store']);
    expect((await test.stranger().get(headers.get('location') ?? '')).headers.get('content-type')).toBe('image/png');
    const colleague = await test.agent('agent', [inbox.queueId]);
    expect((await colleague.get(at)).status).toBe(404);
    expect((await test.stranger().get(at)).status).toBe(401);
    await write('replies', shown(image), [image]);
    expect((await agent.get(at)).status).toBe(404);
  });
});
