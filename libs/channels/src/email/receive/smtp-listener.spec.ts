import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { smtpDialogue } from '../../testing/smtp-dialogue.js';
import type { RawMail } from '../raw-mail.js';
import { createSmtpListener, type SmtpListenerOptions } from './smtp-listener.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function listen(overrides: Partial<SmtpListenerOptions> = {}) {
  const stored: RawMail[] = [];
  const listener = createSmtpListener({
    host: '127.0.0.1',
    port: 0,
    name: 'mx.diwan.test',
    acceptRecipient: async (address) => address.endsWith('@diwan.test'),
    store: async (mail) => void stored.push(mail),
    ...overrides,
  });
  stops.push(listener.close);
  const { port } = await listener.start();
  return { stored, port, listener };
}

const open = ['EHLO client.test', 'MAIL FROM:<sara@customer.test>'];
const toUs = 'RCPT TO:<Support@diwan.test>';
const body = Buffer.from('Subject: hi\r\n\r\n..dot\r\nbare \x80 byte\r\n.\r\n', 'latin1');

describe('the SMTP listener', () => {
  it('says 250 for a stored mail, which is what was sent, byte for byte', async () => {
    const { port, stored } = await listen();
    const replies = await smtpDialogue(port, [...open, toUs, 'DATA', body, 'QUIT']);
    expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['220', '250', '250', '250', '354', '250', '221']);
    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({
      envelope: { from: 'sara@customer.test', to: ['Support@diwan.test'] },
      position: null,
      truncated: false,
    });
    expect(stored[0]?.bytes.toString('latin1')).toBe('Subject: hi\r\n\r\n.dot\r\nbare \x80 byte\r\n');
  });

  it('offers size, 8-bit, UTF-8 addresses and pipelining, and neither sign-in nor STARTTLS', async () => {
    const { port } = await listen({ maxMailBytes: 1_000 });
    const [, ehlo = ''] = await smtpDialogue(port, ['EHLO client.test', 'QUIT']);
    expect(ehlo).toMatch(/SIZE 1000/);
    for (const extension of ['8BITMIME', 'SMTPUTF8', 'PIPELINING']) expect(ehlo).toContain(extension);
    expect(ehlo).not.toMatch(/AUTH|STARTTLS|DSN/);
  });

  it('takes pipelined commands and the null sender', async () => {
    const { port, stored } = await listen();
    const pipelined = Buffer.from(`MAIL FROM:<>\r\n${toUs}\r\nDATA\r\n`);
    await smtpDialogue(port, ['EHLO c.test', pipelined, Buffer.alloc(0), Buffer.alloc(0), body, 'QUIT']);
    expect(stored[0]?.envelope).toEqual({ from: '', to: ['Support@diwan.test'] });
  });

  it('asks about recipients in lower case', async () => {
    const asked: string[] = [];
    const { port } = await listen({ acceptRecipient: async (address) => asked.push(address) > 0 });
    await smtpDialogue(port, [...open, toUs, 'QUIT']);
    expect(asked).toEqual(['support@diwan.test']);
  });

  it.each<[string, Partial<SmtpListenerOptions>, (string | Buffer)[], RegExp]>([
    [
      'a stranger, as we do not relay',
      {},
      [...open, 'RCPT TO:<x@elsewhere.test>'],
      /^550 5\.1\.1 No such recipient here$/,
    ],
    [
      'everybody while recipients cannot be looked up',
      { acceptRecipient: () => Promise.reject(new Error('password of the database: 123')) },
      [...open, toUs],
      /^451 4\.3\.0 Temporary failure, please try again later$/,
    ],
    [
      'a mail that could not be stored',
      { store: () => Promise.reject(new Error('disk full in /var/secret')) },
      [...open, toUs, 'DATA', body],
      /^451 4\.3\.0 Temporary failure, please try again later$/,
    ],
    [
      'an announced size that is too much',
      { maxMailBytes: 100 },
      ['EHLO c.test', 'MAIL FROM:<a@b.test> SIZE=101'],
      /^552 5\.3\.4 /,
    ],
    [
      'a mail that is too large without saying so',
      { maxMailBytes: 100 },
      [...open, toUs, 'DATA', Buffer.concat([Buffer.alloc(5_000, 'x'), body])],
      /^552 5\.3\.4 /,
    ],
    ['a mail for which there is no room now', { maxBytesInFlight: 10 }, [...open, toUs, 'DATA', body], /^451 4\.3\.0 /],
    ['a sign-in', {}, ['EHLO c.test', 'AUTH PLAIN AHgAeQ=='], /^50[02] /],
    [
      'the 101st recipient',
      {},
      [...open, ...Array.from({ length: 101 }, (_, index) => `RCPT TO:<a${index}@diwan.test>`)],
      /^452 4\.5\.3 /,
    ],
  ])('refuses %s', async (_name, overrides, lines, answer) => {
    const { port, stored } = await listen(overrides);
    expect((await smtpDialogue(port, lines)).at(-1)).toMatch(answer);
    expect(stored).toEqual([]);
  });

  it.each<[string, (failure: Error) => Partial<SmtpListenerOptions>, (string | Buffer)[]]>([
    ['stored', (failure) => ({ store: () => Promise.reject(failure) }), [...open, toUs, 'DATA', body, 'QUIT']],
    ['looked up', (failure) => ({ acceptRecipient: () => Promise.reject(failure) }), [...open, toUs, 'QUIT']],
  ])('tells once of what could not be %s', async (_name, failing, lines) => {
    const failure = new Error('disk full');
    const heard: unknown[] = [];
    const { port } = await listen({ ...failing(failure), onError: (error) => heard.push(error) });
    await smtpDialogue(port, lines);
    expect(heard).toEqual([failure]);
  });

  it('tells of no failure when it refuses by its rules', async () => {
    const heard: unknown[] = [];
    const { port } = await listen({ maxMailBytes: 100, onError: (error) => heard.push(error) });
    const tooMuch = Buffer.concat([Buffer.alloc(5_000, 'x'), body]);
    await smtpDialogue(port, [...open, 'RCPT TO:<x@elsewhere.test>', toUs, 'DATA', tooMuch]);
    expect(heard).toEqual([]);
  });

  it('answers only after storing has finished', async () => {
    let finish = (): void => undefined;
    let begun = (): void => undefined;
    const isStoring = new Promise<void>((resolve) => (begun = resolve));
    const store = () => {
      begun();
      return new Promise<void>((resolve) => (finish = resolve));
    };
    const { port } = await listen({ store });
    let isAnswered = false;
    const talk = smtpDialogue(port, [...open, toUs, 'DATA', body, 'QUIT']).then((replies) => {
      isAnswered = true;
      return replies;
    });
    await isStoring;
    await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    finish();
    expect((await talk).at(-2)).toMatch(/^250 /);
  });

  it('stores nothing of a mail that breaks off, and frees its room', async () => {
    const heard: unknown[] = [];
    const { port, stored } = await listen({ maxBytesInFlight: 9_000, onError: (error) => heard.push(error) });
    for (let index = 0; index < 3; index += 1) {
      // Half a mail, and then the client answers its own silence by leaving.
      await halfAMail(port);
    }
    await smtpDialogue(port, [...open, toUs, 'DATA', body, 'QUIT']);
    expect(stored).toHaveLength(1);
    expect(heard).toEqual([]);
  });

  it('turns away more clients than it was told', async () => {
    const { port } = await listen({ maxClients: 1 });
    const first = connect(port, '127.0.0.1');
    await new Promise((resolve) => first.once('data', resolve));
    expect((await smtpDialogue(port, []))[0]).toMatch(/^421 .*Too many/);
    first.destroy();
  });

  it('closes a client that falls silent', async () => {
    const { port } = await listen({ idleMs: 100 });
    expect((await smtpDialogue(port, ['EHLO c.test', Buffer.alloc(0)])).at(-1)).toMatch(/^421 .*Timeout/);
  });

  it('says clearly that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    stops.push(() => new Promise((resolve) => other.close(() => resolve())));
    const { port } = other.address() as AddressInfo;
    await expect(listen({ port })).rejects.toMatchObject({
      code: 'channel.misconfigured',
      message: `127.0.0.1:${port} is already in use by another program`,
    });
  });

  it('can be closed twice', async () => {
    const { listener } = await listen();
    await listener.close();
    await listener.close();
  });
});

async function halfAMail(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`EHLO c.test\r\nMAIL FROM:<a@b.test>\r\n${toUs}\r\nDATA\r\n${'x'.repeat(5_000)}\r\n`);
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      if (/^354/m.test(chunk.toString())) socket.end();
    });
    socket.on('close', () => resolve());
  });
}
