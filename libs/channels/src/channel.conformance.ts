/** What every `Channel` has to keep, the fake included: run by the spec of each implementation. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OutboundMessage } from '@diwan/tickets';
import type { Channel } from './channel.js';
import { ChannelError, type ChannelErrorCode } from './channel-error.js';
import { anOutboundMessage } from './testing/outbound-messages.js';

export type ChannelUnderTest = {
  channel: Channel;
  /** Makes the other side refuse the next message. */
  refuseNext: (how: 'for_now' | 'for_good') => void;
  /** Makes the other side vanish after it may have taken the next message. */
  vanishOnNext: () => void;
  /** How many messages the other side has taken for sure. */
  taken: () => number;
  dispose: () => Promise<void>;
};

export function describeChannel(name: string, make: () => Promise<ChannelUnderTest>): void {
  describe(`${name} keeps the promises of a channel`, () => {
    let under: ChannelUnderTest;
    beforeEach(async () => {
      under = await make();
    });
    afterEach(async () => {
      await under.channel.close();
      await under.dispose();
    });
    const message = (): OutboundMessage => anOutboundMessage({ channel: under.channel.kind });
    const failure = async (): Promise<ChannelError> => {
      const error: unknown = await under.channel.send(message()).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error instanceof ChannelError) return error;
      throw new Error(`Expected a ChannelError and got ${String(error)}`);
    };

    it('resolves with a receipt once the other side has the message', async () => {
      const receipt = await under.channel.send(message());
      expect(under.taken()).toBe(1);
      expect(receipt.response.length).toBeGreaterThan(0);
      expect(receipt.rejected).toEqual([]);
    });

    it('sends several messages at a time, each once', async () => {
      await Promise.all(Array.from({ length: 5 }, () => under.channel.send(message())));
      expect(under.taken()).toBe(5);
    });

    it.each<['for_now' | 'for_good', ChannelErrorCode, boolean]>([
      ['for_now', 'channel.rejected_temporarily', true],
      ['for_good', 'channel.rejected', false],
    ])('says whether a message refused %s may be tried again', async (how, code, retryable) => {
      under.refuseNext(how);
      expect(await failure()).toMatchObject({ code, retryable });
      expect(under.taken()).toBe(0);
    });

    it('works again after a refusal', async () => {
      under.refuseNext('for_good');
      await failure();
      await under.channel.send(message());
      expect(under.taken()).toBe(1);
    });

    it('does not ask for another try when the message may have been taken', async () => {
      under.vanishOnNext();
      expect(await failure()).toMatchObject({ code: 'channel.uncertain', retryable: false });
    });

    it('says before it hands a message over, while the other side has nothing yet', async () => {
      const takenBefore: number[] = [];
      await under.channel.send(message(), async () => void takenBefore.push(under.taken()));
      expect(takenBefore).toEqual([0]);
      expect(under.taken()).toBe(1);
    });

    it('hands nothing over when it is told not to, and works again after that', async () => {
      const lost = new ChannelError('channel.failed', { retryable: true, message: 'The lease is lost' });
      await expect(under.channel.send(message(), () => Promise.reject(lost))).rejects.toBe(lost);
      expect(under.taken()).toBe(0);
      await under.channel.send(message());
      expect(under.taken()).toBe(1);
    });

    it('can be closed twice, and then refuses to send', async () => {
      await under.channel.close();
      await under.channel.close();
      expect(await failure()).toMatchObject({ retryable: true });
      expect(under.taken()).toBe(0);
    });
  });
}
