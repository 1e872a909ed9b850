import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { aVisitor, dialChat } from '../../testing/a-visitor.js';
import { anInbox } from '../../testing/an-inbox.js';
import { createTestApp, type SignedIn, type TestApp } from '../../testing/test-app.js';
import { once } from 'node:events';

const secret = 'a secret of at least thirty-two bytes';
let test: TestApp;
let admin: SignedIn;
let widget: { id: string; key: string };
let fields: object;
beforeAll(async () => {
  test = await createTestApp();
  admin = await test.agent('admin');
  const { queueId } = await anInbox(test.database);
  fields = {
    name: 'Shop', queueId, language: 'en', origins: [], greetings: {}, accent: '#0f766e', position: 'end', mailInboxId: null,
    enabled: true,
  }; // prettier-ignore
  const created = await admin.post('/api/widgets', { ...fields, identityMethod: 'HS256', identityKey: secret });
  expect(created.status).toBe(201);
  widget = created.body;
});
afterAll(() => test.close());

const sign = (claims: object, seconds = 60) =>
  new SignJWT({ ...claims, exp: Math.floor(Date.now() / 1000) + seconds })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));

describe('somebody signed in to the page', () => {
  it('has their conversation on every device, under the name that the page’s server says', async () => {
    const phone = await aVisitor(test.url, widget.key, { identity: await sign({ sub: '7', name: 'Sara' }) });
    const { conversationId } = await phone.write('From my phone');
    const laptop = await aVisitor(test.url, widget.key, { identity: await sign({ sub: '7', email: 's@x.test' }) });
    expect(laptop.welcome).toMatchObject({
      conversation: { id: conversationId },
      messages: [{ text: 'From my phone' }],
      details: { name: 'Sara', email: 's@x.test' },
    });
    laptop.say({ type: 'details', name: 'Mallory', email: 'mallory@x.test' });
    await laptop.write('And my laptop');
    const again = await aVisitor(test.url, widget.key, { identity: await sign({ sub: '7' }) });
    expect(again.welcome.details).toEqual({ name: 'Sara', email: 's@x.test' });
    for (const { socket } of [phone, laptop, again]) socket.close();
  });

  it('inherits nothing from the visitor before, and leaves nothing to the one after', async () => {
    const before = await aVisitor(test.url, widget.key);
    await before.write('Not signed in');
    const identity = await sign({ sub: '8' });
    const during = await aVisitor(test.url, widget.key, { token: before.welcome.token, identity });
    expect(during.welcome).toMatchObject({ conversation: null, messages: [] });
    await during.write('Secret');
    const after = await aVisitor(test.url, widget.key, { token: during.welcome.token });
    expect(after.welcome).toMatchObject({ conversation: null, messages: [] });
    expect(after.welcome.token).not.toBe(during.welcome.token);
    for (const { socket } of [before, during, after]) socket.close();
  });

  it.each([
    ['expired', () => sign({ sub: '7' }, -60), 'chat.identity_expired'],
    ['forged', async () => `${await sign({ sub: '7' })}x`, 'chat.identity_invalid'],
  ])('is turned away with a proof that is %s', async (_, make, code) => {
    const visitor = dialChat(test.url);
    await once(visitor.socket, 'open');
    visitor.say({
      type: 'hello',
      key: widget.key,
      token: null,
      identity: await make(),
      locale: 'en',
      page: null,
      after: null,
    });
    expect(await visitor.next('refused')).toMatchObject({ code });
    expect(await visitor.closed()).toBe(4401);
  });
});

describe('the key of a widget’s identities', () => {
  it('goes in, never comes out, and stays where it is not typed again', async () => {
    const { body } = await admin.put(`/api/widgets/${widget.id}`, { ...fields, identityMethod: 'HS256' });
    expect(body).toMatchObject({ identityMethod: 'HS256', hasIdentityKey: true });
    expect(JSON.stringify(body)).not.toContain(secret);
    const visitor = await aVisitor(test.url, widget.key, { identity: await sign({ sub: '9' }) });
    visitor.socket.close();
  });

  it.each([
    ['none for a method that needs one', { identityMethod: 'EdDSA' }, 'request.invalid'],
    ['a short secret', { identityMethod: 'HS256', identityKey: 'short' }, 'widget.unfit_identity_key'],
    ['no public key', { identityMethod: 'EdDSA', identityKey: secret }, 'widget.unfit_identity_key'],
  ])('must fit: %s', async (_, rest, code) => {
    const refused = await admin.put(`/api/widgets/${widget.id}`, { ...fields, ...rest });
    expect([refused.status, refused.body.code]).toEqual([400, code]);
  });
});
