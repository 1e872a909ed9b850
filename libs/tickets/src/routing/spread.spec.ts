import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dealOut, spreadEvenly } from './spread.js';

const receivers = fc
  .array(fc.nat(50), { minLength: 1, maxLength: 10 })
  .map((all) => all.map((openTickets, index) => ({ agentId: `a${index}`, openTickets })));

describe('spreadEvenly', () => {
  it.each([
    [10, [0, 0], [5, 5]],
    [3, [5, 0], [0, 3]],
    [10, [5, 0, 0], [0, 5, 5]],
    [11, [4, 0], [4, 7]],
    [0, [1, 2], [0, 0]],
    [5, [2, 2, 2], [2, 2, 1]],
  ])('of %i tickets for hands holding %j gives %j', (count, holding, given) => {
    const shares = spreadEvenly(
      count,
      holding.map((openTickets, index) => ({ agentId: `a${index}`, openTickets })),
    );
    expect(shares.map((each) => each.count)).toEqual(given);
  });

  it('gives every ticket to somebody, and to nobody who would then carry two more than another receiver', () => {
    fc.assert(
      fc.property(fc.nat(200), receivers, (count, all) => {
        const shares = spreadEvenly(count, all);
        expect(shares.reduce((sum, each) => sum + each.count, 0)).toBe(count);
        const after = all.map((each, index) => each.openTickets + (shares[index]?.count ?? 0));
        const filled = after.filter((_, index) => (shares[index]?.count ?? 0) > 0);
        if (filled.length > 0) expect(Math.max(...filled) - Math.min(...after)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives nobody anything when there is nobody', () => {
    expect(spreadEvenly(3, [])).toEqual([]);
  });
});

describe('dealOut', () => {
  it('gives in turn until each share is used up', () => {
    const shares = [{ agentId: 'a', count: 3 }, { agentId: 'b', count: 0 }, { agentId: 'c', count: 1 }]; // prettier-ignore
    expect(dealOut(['1', '2', '3', '4'], shares)).toEqual(['a', 'c', 'a', 'a']);
  });

  it('refuses more tickets than there are shares for', () => {
    expect(() => dealOut(['1'], [{ agentId: 'a', count: 0 }])).toThrow('no share is left');
  });
});
