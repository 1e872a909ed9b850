/** What every `RealtimeBus` has to keep: run by the spec of each implementation. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RealtimeBus, TransientFrame } from './realtime-bus.js';

export type BusUnderTest = {
  /** A bus as another process would have it. */
  create: () => RealtimeBus;
  /** Cuts every connection of theirs, once. */
  cut: () => Promise<unknown>;
};

const frame = (ticketId: string): TransientFrame => ({ type: 'visitor_typing', ticketId, on: true });

export function describeBus(name: string, make: () => BusUnderTest): void {
  describe(`${name} keeps the promises of a bus`, () => {
    let under: BusUnderTest;
    const buses: RealtimeBus[] = [];
    beforeEach(() => {
      under = make();
    });
    afterEach(async () => {
      for (const bus of buses.splice(0)) await bus.close();
    });

    async function aBus() {
      const bus = under.create();
      buses.push(bus);
      await bus.start();
      const heard: TransientFrame[] = [];
      let wake = (): void => undefined;
      bus.subscribe((each) => {
        heard.push(each);
        wake();
      });
      const until = async (count: number): Promise<void> => {
        while (heard.length < count) await new Promise<void>((told) => (wake = told));
      };
      return { bus, heard, until };
    }

    it('brings each frame to every process once, its own included, in order', async () => {
      const [here, there] = [await aBus(), await aBus()];
      const frames = Array.from({ length: 500 }, (_, index) => frame(`سلام-${index}`));
      for (const each of frames) here.bus.publish(each);
      expect(here.heard).toEqual(frames);
      await there.until(500);
      expect(there.heard).toEqual(frames);
      there.bus.publish(frame('back'));
      await here.until(501);
      expect(here.heard.at(-1)).toEqual(frame('back'));
    });

    it('is silent to who has left', async () => {
      const { bus } = await aBus();
      let count = 0;
      bus.subscribe(() => count++)();
      bus.publish(frame('x'));
      expect(count).toBe(0);
    });

    it('carries on after its connections were cut', async () => {
      const [here, there] = [await aBus(), await aBus()];
      await under.cut();
      // What is said meanwhile may be lost; what is said again and again comes through in the end.
      const saying = setInterval(() => here.bus.publish(frame('again')), 50);
      await there.until(1);
      clearInterval(saying);
      expect(there.heard[0]).toEqual(frame('again'));
    });

    it('can be closed twice', async () => {
      const { bus } = await aBus();
      await bus.close();
      await bus.close();
      bus.publish(frame('nobody hears'));
    });
  });
}
