import { describeChannel } from './channel.conformance.js';
import { ChannelError } from './channel-error.js';
import { createEmailChannel } from './email/send/smtp-sender.js';
import { createFakeChannel } from './testing/fake-channel.js';
import { startScriptedSmtp } from './testing/scripted-smtp.js';

describeChannel('The fake channel', async () => {
  const channel = createFakeChannel();
  return {
    channel,
    refuseNext: (how) =>
      channel.failNext(
        how === 'for_now'
          ? new ChannelError('channel.rejected_temporarily', { retryable: true })
          : new ChannelError('channel.rejected', { retryable: false }),
      ),
    vanishOnNext: () => channel.failNext(new ChannelError('channel.uncertain', { retryable: false })),
    taken: () => channel.sent.length,
    dispose: async () => undefined,
  };
});

describeChannel('The e-mail channel', async () => {
  const server = await startScriptedSmtp();
  let refused = 0;
  const settings = {
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    user: '',
    auth: { method: 'none' },
  } as const;
  return {
    channel: createEmailChannel({ settings }),
    refuseNext(how) {
      refused += 1;
      server.next('end_of_data', how === 'for_now' ? '451 4.3.0 later' : '554 5.7.1 no');
    },
    vanishOnNext: () => server.next('end_of_data', { do: 'close' }),
    taken: () => server.received.length - refused,
    dispose: () => server.stop(),
  };
});
