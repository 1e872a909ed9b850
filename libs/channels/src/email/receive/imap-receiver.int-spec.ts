import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCuttingProxy, type CuttingProxyOptions } from '../../testing/cutting-proxy.js';
import { findDovecot, startDovecot, type Dovecot } from '../../testing/dovecot.js';
import { eventually } from '../../testing/eventually.js';
import { createMailStore, impatientClock } from '../../testing/mail-store.js';
import { createImapReceiver, type ImapReceiverOptions } from './imap-receiver.js';

const mail = (name: string, bytes = 0): string =>
  `From: sara@customer.test\r\nTo: support@diwan.test\r\nSubject: ${name}\r\n\r\n${name}\r\n${'x'
    .repeat(70)
    .concat('\r\n')
    .repeat(Math.ceil(bytes / 72))}`;

(findDovecot() === null ? describe.skip : describe)('the IMAP receiver on a real Dovecot', () => {
  let dovecot: Dovecot;
  const cleanUp: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    dovecot = await startDovecot();
  });
  afterEach(async () => {
    for (const stop of cleanUp.splice(0).reverse()) await stop();
    await dovecot.stop();
  });

  function receive(overrides: Partial<ImapReceiverOptions> = {}, port = dovecot.port) {
    const store = createMailStore();
    const pollMs = overrides.pollMs ?? 600_000;
    const receiver = createImapReceiver({
      settings: {
        host: '127.0.0.1',
        port,
        security: 'none',
        user: dovecot.user,
        auth: { method: 'password', password: dovecot.password },
        folder: 'INBOX',
      },
      clock: impatientClock(pollMs),
      pollMs,
      ...store.ports,
      ...overrides,
    });
    cleanUp.push(() => receiver.stop());
    return { store, receiver };
  }
  const through = async (options: Omit<CuttingProxyOptions, 'target'>) => {
    const proxy = await startCuttingProxy({ target: { port: dovecot.port }, ...options });
    cleanUp.push(() => proxy.stop());
    return proxy;
  };
  const isIdle = (store: ReturnType<typeof createMailStore>) => () => store.lastHealth()?.state === 'idle';

  it('stores what is there, byte for byte, then marks it seen, then hears of new mail by IDLE', async () => {
    await dovecot.append(mail('one'));
    const { store, receiver } = receive();
    receiver.start();
    await eventually(isIdle(store));
    expect(store.mails[0]?.bytes.toString()).toBe(mail('one'));
    expect(store.mails[0]).toMatchObject({ envelope: { from: null, to: [] }, truncated: false });
    expect(await dovecot.seen()).toEqual([1]);
    await dovecot.append(mail('two'));
    await eventually(() => store.uids().length === 2);
    expect(store.state.cursor).toMatchObject({ folder: 'INBOX', lastUid: 2 });
    await receiver.stop();
    expect(store.lastHealth()).toMatchObject({ state: 'stopped', lastError: null });
  });

  it('fetches what somebody has read already: neither \\Seen nor a date is the cursor', async () => {
    await dovecot.append(mail('one'));
    const first = receive();
    first.receiver.start();
    await eventually(isIdle(first.store));
    await first.receiver.stop();
    const second = receive({ markSeen: false });
    second.receiver.start();
    await eventually(isIdle(second.store));
    expect(second.store.uids()).toEqual([1]);
  });

  it('goes on from the stored cursor, over mails that were deleted meanwhile', async () => {
    for (const name of ['one', 'two', 'three', 'four']) await dovecot.append(mail(name));
    await dovecot.expunge(2);
    await dovecot.expunge(4);
    const { store, receiver } = receive();
    receiver.start();
    await eventually(isIdle(store));
    expect(store.uids()).toEqual([1, 3]);
    await receiver.stop();
    await dovecot.append(mail('five'));
    receiver.start();
    await eventually(() => store.uids().length === 3);
    expect(store.uids()).toEqual([1, 3, 5]);
  });

  it('takes many mails in batches of 50 in UID order', async () => {
    for (let index = 0; index < 120; index += 1) await dovecot.append(mail(`m${index}`));
    const sizes: number[] = [];
    const store = createMailStore();
    const { receiver } = receive({
      ...store.ports,
      async store(batch, cursor) {
        sizes.push(batch.length);
        await store.ports.store(batch, cursor);
      },
    });
    receiver.start();
    await eventually(() => store.mails.length === 120);
    expect(sizes).toEqual([50, 50, 20]);
    expect(store.uids()).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
    await eventually(isIdle(store));
  }, 20_000);

  it('retries the same mails when storing fails, and flags nothing before that', async () => {
    await dovecot.append(mail('one'));
    await dovecot.append(mail('two'));
    const { store, receiver } = receive();
    store.state.failures = 3;
    receiver.start();
    await eventually(() => store.uids().length === 2);
    expect(store.uids()).toEqual([1, 2]);
    expect(store.health.find(({ lastError }) => lastError !== null)?.lastError).toEqual({
      code: 'channel.failed',
      message: 'Storing failed: the disk is full',
    });
    await eventually(async () => (await dovecot.seen()).length === 2);
  });

  it('leaves unstored mail unseen', async () => {
    await dovecot.append(mail('one'));
    const { store, receiver } = receive();
    store.state.failures = Infinity;
    receiver.start();
    await eventually(() => store.errors().length > 2);
    await receiver.stop();
    expect(await dovecot.seen()).toEqual([]);
    expect(store.state.cursor).toBeNull();
  });

  it('comes back after an outage and fetches what arrived meanwhile', async () => {
    const { store, receiver } = receive();
    receiver.start();
    await eventually(isIdle(store));
    await dovecot.halt();
    await eventually(() => store.lastHealth()?.lastError?.code === 'channel.unreachable');
    await dovecot.start();
    await dovecot.append(mail('after'));
    await eventually(() => store.uids().length === 1);
    await eventually(() => store.lastHealth()?.lastError === null);
  });

  it('reads everything again when UIDVALIDITY changes', async () => {
    await dovecot.append(mail('one'));
    await dovecot.append(mail('two'));
    const { store, receiver } = receive();
    receiver.start();
    await eventually(() => store.uids().length === 2);
    const before = store.state.cursor?.uidValidity;
    await dovecot.newUidValidity();
    await eventually(() => store.uids().length === 4);
    expect(store.state.cursor?.uidValidity).not.toBe(before);
    const contents = store.mails.map(({ bytes }) => bytes.toString()).sort();
    expect(contents).toEqual([mail('one'), mail('one'), mail('two'), mail('two')]);
  });

  it('keeps the head of a mail above the limit and does not delay the next', async () => {
    await dovecot.append(mail('large', 400_000));
    await dovecot.append(mail('small'));
    const { store, receiver } = receive({ maxMailBytes: 300_000 });
    receiver.start();
    await eventually(() => store.uids().length === 2);
    const head = mail('large', 400_000).slice(0, mail('large', 400_000).indexOf('\r\n\r\n') + 4 + 262_144);
    expect(store.mails[0]?.truncated).toBe(true);
    expect(store.mails[0]?.bytes.equals(Buffer.from(head))).toBe(true);
    expect(store.mails[1]?.truncated).toBe(false);
  });

  it('finds mail by polling when the server is mute about it', async () => {
    const { store, receiver } = receive({ pollMs: 100 });
    receiver.start();
    await eventually(isIdle(store));
    const successes = new Set(store.health.map(({ lastSuccessAt }) => lastSuccessAt?.getTime()));
    await eventually(() => {
      store.health.forEach(({ lastSuccessAt }) => successes.add(lastSuccessAt?.getTime()));
      return successes.size > 3;
    });
    await dovecot.append(mail('one'));
    await eventually(() => store.uids().length === 1);
  });

  it('tears down a connection that has gone silent, and opens another', async () => {
    const proxy = await through({});
    const { store, receiver } = receive({ watchdogMs: 400 }, proxy.port);
    receiver.start();
    await eventually(isIdle(store));
    proxy.freeze();
    await dovecot.append(mail('unheard'));
    await eventually(() => store.errors().includes('channel.timeout'));
    await eventually(() => store.uids().includes(1));
    expect(proxy.connections()).toBeGreaterThan(1);
  });

  it.each([
    ['before the greeting', 10],
    ['while signing in', 500],
    ['inside a literal', 3_000],
  ])('does not wait for a connection that freezes %s', async (_name, freezeAfterBytes) => {
    await dovecot.append(mail('one', 8_000));
    const proxy = await through({ freezeAfterBytes });
    const { store, receiver } = receive({ watchdogMs: 300 }, proxy.port);
    receiver.start();
    await eventually(() => store.errors().includes('channel.timeout'));
    expect(store.uids()).toEqual([]);
    proxy.heal();
    await eventually(() => store.uids().length === 1);
    expect(store.mails[0]?.bytes.toString()).toBe(mail('one', 8_000));
  });

  it('does not take the silence during a slow store for a dead line', async () => {
    await dovecot.append(mail('one'));
    const store = createMailStore();
    const { receiver } = receive({
      ...store.ports,
      watchdogMs: 200,
      pollMs: 50,
      async store(batch, cursor) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await store.ports.store(batch, cursor);
      },
    });
    receiver.start();
    await eventually(() => store.uids().length === 1);
    await eventually(async () => (await dovecot.seen()).length === 1);
    expect(store.errors()).toEqual([]);
  });

  it('loses nothing when cut at any byte, inside a command or a literal', async () => {
    for (const name of ['one', 'two', 'three']) await dovecot.append(mail(name, 400));
    const healthy = await through({ cutAfterBytes: () => 1_000_000 });
    const measured = receive({}, healthy.port);
    measured.receiver.start();
    await eventually(isIdle(measured.store));
    await measured.receiver.stop();

    for (let bytes = 1; bytes < 4_200; bytes += 61) {
      const proxy = await startCuttingProxy({
        target: { port: dovecot.port },
        cutAfterBytes: (connection) => (connection === 1 ? bytes : connection === 2 ? bytes + 17 : Infinity),
      });
      const { store, receiver } = receive({}, proxy.port);
      receiver.start();
      await eventually(() => {
        store.assertNothingSkipped([1, 2, 3]);
        return store.state.cursor?.lastUid === 3 && store.lastHealth()?.state === 'idle';
      });
      await receiver.stop();
      await proxy.stop();
      expect([...new Set(store.uids())].sort((a, b) => a - b)).toEqual([1, 2, 3]);
      for (const { bytes: raw, truncated } of store.mails) {
        expect(truncated).toBe(false);
        expect([mail('one', 400), mail('two', 400), mail('three', 400)]).toContain(raw.toString());
      }
    }
  }, 120_000);

  it('says what is wrong with a password, and goes on trying', async () => {
    const { store, receiver } = receive({
      settings: {
        host: '127.0.0.1',
        port: dovecot.port,
        security: 'none',
        user: dovecot.user,
        auth: { method: 'password', password: 'wrong' },
        folder: 'INBOX',
      },
    });
    receiver.start();
    await eventually(() => store.lastHealth()?.state === 'backing_off');
    expect(store.lastHealth()?.lastError?.code).toBe('channel.authentication');
  }, 15_000);
});
