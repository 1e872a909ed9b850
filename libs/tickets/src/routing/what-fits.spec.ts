import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { channelKinds, type ChannelKind } from '../message/channel-kind.js';
import { capacityBounds, defaultChannelWeights, hasRoomFor, weightBounds, type OpenWork } from './capacity.js';
import { whatFits } from './what-fits.js';

const weight = fc.integer({ min: weightBounds.least, max: weightBounds.most });
const settings = fc.record({
  capacity: fc.integer({ min: capacityBounds.least, max: capacityBounds.most }),
  weights: fc.record({ phone: weight, chat: weight, email: weight }),
});

/** What routing would give to empty hands until it stops. */
function given(channel: ChannelKind, { capacity, weights }: typeof settings extends fc.Arbitrary<infer T> ? T : never) {
  let work: OpenWork = {};
  while (hasRoomFor(channel, { work, capacity, weights })) work = { ...work, [channel]: (work[channel] ?? 0) + 1 };
  return work[channel] ?? 0;
}

it('says of the defaults: one call, four chats, ten mails, or two chats and five mails', () => {
  expect(whatFits(100, defaultChannelWeights)).toEqual({
    alone: expect.arrayContaining([
      { channel: 'phone', count: 1 },
      { channel: 'chat', count: 4 },
      { channel: 'email', count: 10 },
    ]),
    mixed: { chat: 2, email: 5 },
    none: [],
  });
});

it('says that nothing fits where there is no capacity, and which channels do not where it is small', () => {
  expect(whatFits(0, defaultChannelWeights)).toEqual({ alone: [], mixed: null, none: [...channelKinds] });
  expect(whatFits(24, defaultChannelWeights)).toMatchObject({ alone: [{ channel: 'email', count: 2 }], mixed: null });
});

it('promises exactly what routing gives', () => {
  fc.assert(
    fc.property(settings, fc.constantFrom(...channelKinds), (each, channel) => {
      const { alone, mixed } = whatFits(each.capacity, each.weights);
      expect(alone.find((one) => one.channel === channel)?.count ?? 0).toBe(given(channel, each));
      if (mixed)
        expect(mixed.chat * each.weights.chat + mixed.email * each.weights.email).toBeLessThanOrEqual(each.capacity);
    }),
  );
});
