import { afterEach, describe, expect, it } from '@jest/globals';
import { ChannelError } from '../../channel-error.js';
import { anOutboundAttachment, anOutboundMessage } from '../../testing/outbound-messages.js';
import { startScriptedSmtp, type ScriptedSmtp, type SmtpScript } from '../../testing/scripted-smtp.js';
import type { ServerSettings } from '../mailbox-settings.js';
import { createEmailChannel } from './smtp-sender.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const settingsFor = (port: number): ServerSettings => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: 'support',
  auth: { method: 'password', password: 'pw' },
});

async function channelTo(script: SmtpScript, socketTimeoutMs = 5_000) {
  const server: ScriptedSmtp = await startScriptedSmtp(script);
  const channel = createEmailChannel({ settings: settingsFor(server.port), loopHeader: 'loop-1', socketTimeoutMs });
  stops.push(server.stop, () => channel.close());
  return { server, channel };
}

describe('the e-mail channel', () => {
  it('hands a mail over and returns what the server said', async () => {
    const { server, channel } = await channelTo({});
    const receipt = await channel.send(anOutboundMessage({ cc: [{ name: '', address: 'sara@customer.test' }] }));
    expect(receipt).toEqual({ response: '250 2.0.0 Ok: queued as SCRIPTED', rejected: [] });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({ from: 'support@diwan.test', to: ['sara@customer.test'] });
    expect(server.received[0]?.raw.toString()).toContain('Message-ID: <t.42.0191d2a4.k1-aaaaaaaaaaaaaaaa@diwan.test>');
  });

  it('sends automatic mail from the null sender and with our loop header', async () => {
    const { server, channel } = await channelTo({});
    await channel.send(anOutboundMessage({ automatic: true }));
    expect(server.received[0]?.from).toBe('');
    expect(server.received[0]?.raw.toString()).toContain('X-Diwan-Loop: loop-1\r\n');
  });

  it('uses at most two connections for many messages', async () => {
    const { server, channel } = await channelTo({});
    await Promise.all(Array.from({ length: 8 }, () => channel.send(anOutboundMessage())));
    expect(server.received).toHaveLength(8);
    expect(server.commands.filter((line) => line.startsWith('EHLO')).length).toBeLessThanOrEqual(2);
  });

  it('names the recipients that were refused while others were taken', async () => {
    const { channel } = await channelTo({ RCPT: ['550 5.1.1 no such user'] });
    const to = [
      { name: '', address: 'gone@customer.test' },
      { name: '', address: 'sara@customer.test' },
    ];
    expect((await channel.send(anOutboundMessage({ to }))).rejected).toEqual(['gone@customer.test']);
  });

  it.each<[string, SmtpScript, string, boolean]>([
    ['a greeting that says later', { connect: ['421 busy'] }, 'channel.rejected_temporarily', true],
    ['closing instead of a greeting', { connect: [{ do: 'close' }] }, 'channel.unreachable', true],
    ['a wrong password', { AUTH: ['535 5.7.8 no', '535 5.7.8 no'] }, 'channel.authentication', true],
    ['greylisting', { RCPT: ['450 4.2.0 later'] }, 'channel.rejected_temporarily', true],
    ['an unknown recipient', { RCPT: ['550 5.1.1 no such user'] }, 'channel.rejected', false],
    ['a refused sender', { MAIL: ['553 5.7.1 not yours'] }, 'channel.rejected', false],
    ['a refused DATA', { DATA: ['451 4.3.0 later'] }, 'channel.rejected_temporarily', true],
    ['closing at MAIL', { MAIL: [{ do: 'close' }] }, 'channel.unreachable', true],
    ['closing at RCPT', { RCPT: [{ do: 'reset' }] }, 'channel.unreachable', true],
    ['closing instead of 354', { DATA: [{ do: 'close' }] }, 'channel.unreachable', true],
    ['4xx after the dot', { end_of_data: ['452 4.3.1 full'] }, 'channel.rejected_temporarily', true],
    ['5xx after the dot', { end_of_data: ['554 5.7.1 spam'] }, 'channel.rejected', false],
    ['closing after the dot', { end_of_data: [{ do: 'close' }] }, 'channel.uncertain', false],
    ['a reset after the dot', { end_of_data: [{ do: 'reset' }] }, 'channel.uncertain', false],
  ])('understands %s', async (_name, script, code, retryable) => {
    const { channel } = await channelTo(script);
    await expect(channel.send(anOutboundMessage())).rejects.toMatchObject({ name: 'ChannelError', code, retryable });
  });

  it('calls a server that falls silent after the dot uncertain, and sends nothing twice by itself', async () => {
    const { server, channel } = await channelTo({ end_of_data: [{ do: 'silence' }] }, 200);
    await expect(channel.send(anOutboundMessage())).rejects.toMatchObject({ code: 'channel.uncertain' });
    expect(server.received).toHaveLength(1);
  });

  it('may try again when the connection broke in the middle of a large mail', async () => {
    const { server, channel } = await channelTo({ inside_data: [{ do: 'reset' }] });
    const attachments = [anOutboundAttachment({ read: async () => Buffer.alloc(8_000_000, 1) })];
    await expect(channel.send(anOutboundMessage({ attachments }))).rejects.toMatchObject({
      code: 'channel.unreachable',
      retryable: true,
    });
    expect(server.received).toHaveLength(0);
    await expect(channel.send(anOutboundMessage())).resolves.toMatchObject({ rejected: [] });
  });

  it('may try again when an attachment cannot be read', async () => {
    const { server, channel } = await channelTo({});
    const attachments = [anOutboundAttachment({ read: () => Promise.reject(new Error('blob store away')) })];
    await expect(channel.send(anOutboundMessage({ attachments }))).rejects.toMatchObject({
      name: 'ChannelError',
      code: 'channel.failed',
      retryable: true,
    });
    expect(server.commands).toEqual([]);
  });

  it.each<[string, SmtpScript]>([
    ['the greeting', { connect: ['421 busy'] }],
    ['the sign-in', { AUTH: ['535 5.7.8 no', '535 5.7.8 no'] }],
    ['the recipient', { RCPT: ['550 5.1.1 unknown'] }],
    ['DATA', { DATA: ['451 4.3.0 later'] }],
    ['silence after DATA', { DATA: [{ do: 'silence' }] }],
  ])('announces no hand-over when it ends with %s', async (_name, script) => {
    const { channel } = await channelTo(script, 200);
    let announced = 0;
    await expect(channel.send(anOutboundMessage(), async () => void announced++)).rejects.toBeInstanceOf(ChannelError);
    expect(announced).toBe(0);
  });

  it('hands a large mail over once, with everything but its end on the way before', async () => {
    const { server, channel } = await channelTo({});
    const attachments = [anOutboundAttachment({ read: async () => Buffer.alloc(1_000_000, 1) })];
    const states: number[] = [];
    await channel.send(anOutboundMessage({ attachments }), async () => void states.push(server.received.length));
    expect([states, server.received.length]).toEqual([[0], 1]);
  });

  it('goes on after a message was refused', async () => {
    const { server, channel } = await channelTo({ end_of_data: ['554 5.7.1 spam'] });
    await expect(channel.send(anOutboundMessage())).rejects.toMatchObject({ code: 'channel.rejected' });
    await channel.send(anOutboundMessage());
    expect(server.received).toHaveLength(2);
  });

  it.each([
    ['a port where nobody listens', { security: 'none' as const }, 'channel.unreachable'],
    ['STARTTLS that is not offered', { security: 'starttls' as const }, 'channel.tls'],
  ])('reports %s', async (name, change, code) => {
    const { server } = await channelTo({});
    if (name.startsWith('a port')) await server.stop();
    const channel = createEmailChannel({ settings: { ...settingsFor(server.port), ...change } });
    stops.push(() => channel.close());
    await expect(channel.send(anOutboundMessage())).rejects.toMatchObject({ code, retryable: true });
  });
});

describe('the e-mail channel with an OAuth grant', () => {
  const signedInWith = (server: ScriptedSmtp): string[] =>
    server.commands.flatMap((line) => {
      const [, response] = /^AUTH XOAUTH2 (.+)$/.exec(line) ?? [];
      return response
        ? (Buffer.from(response, 'base64')
            .toString()
            .match(/access-\d+/g) ?? [])
        : [];
    });
  const channelBy = async (script: SmtpScript, accessToken: (refused?: string) => Promise<string>) => {
    const server = await startScriptedSmtp(script);
    const auth = { method: 'xoauth2' as const, accessToken };
    const channel = createEmailChannel({ settings: { ...settingsFor(server.port), auth } });
    stops.push(server.stop, () => channel.close());
    return { server, channel };
  };

  it('asks for another token when the server turns the first away', async () => {
    const asked: (string | undefined)[] = [];
    const { server, channel } = await channelBy({ AUTH: ['535 5.7.8 expired'] }, async (refused) => {
      asked.push(refused);
      return `access-${asked.length}`;
    });
    await channel.send(anOutboundMessage());
    expect(asked).toEqual([undefined, 'access-1']);
    expect(signedInWith(server)).toEqual(['access-1', 'access-2']);
    expect(server.received).toHaveLength(1);
  });

  it('says why there was no token', async () => {
    const ended = new ChannelError('channel.token_grant', { retryable: true, message: 'invalid_grant' });
    const { server, channel } = await channelBy({}, () => Promise.reject(ended));
    await expect(channel.send(anOutboundMessage())).rejects.toBe(ended);
    expect(server.received).toEqual([]);
  });

  it('blames the token when a new one is turned away as well', async () => {
    const { channel } = await channelBy({ AUTH: ['535 5.7.8 no', '535 5.7.8 no'] }, async () => 'access-1');
    await expect(channel.send(anOutboundMessage())).rejects.toMatchObject({
      code: 'channel.token_refused',
      retryable: true,
    });
  });
});
