import { describe, expect, it } from '@jest/globals';
import { aSlaPolicy } from '../testing/a-sla-policy.js';
import { breachMark, dueClocksOf, marksOf, soonestDue, stepMark } from './due-clocks.js';
import { aroundTheClock } from './hours/business-calendar.js';
import { endClock, startClock } from './sla-clock.js';
import type { SlaEscalation } from './sla-escalation.js';

const start = new Date('2026-03-21T09:00:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const first = startClock({ target: 'first_reply', instance: 1, targetMinutes: 60 }, start, aroundTheClock);
const resolution = startClock({ target: 'resolution', instance: 1, targetMinutes: 480 }, start, aroundTheClock);
const step = (id: string, when: SlaEscalation['when']): SlaEscalation => ({
  id, target: 'first_reply', when, notify: ['lead'], raiseTo: null, queueId: null, raisesLevel: false,
}); // prettier-ignore
const half = step('half', { at: 'percent', percent: 50 });
const late = step('late', { at: 'after_due', minutes: 30 });
const policy = aSlaPolicy({ escalation: [half, late] });
const due = (done: string[] = []) => dueClocksOf([first, resolution], { policy, time: aroundTheClock, done });

describe('dueClocksOf', () => {
  it('has the breach of every running clock and the steps of its target', () => {
    expect(due()).toEqual([
      { kind: 'first_reply', dueAt: after(60) },
      { kind: 'escalation:first_reply:half', dueAt: after(30) },
      { kind: 'escalation:first_reply:late', dueAt: after(90) },
      { kind: 'resolution', dueAt: after(480) },
    ]);
  });

  it('leaves out what has been told and taken', () => {
    const done = [breachMark(first, after(60)), stepMark(first, 'half')];
    expect(due(done).map(({ kind }) => kind)).toEqual(['escalation:first_reply:late', 'resolution']);
  });

  it('knows steps by their ids, whatever is put before them or taken away', () => {
    const done = [breachMark(first, after(60)), stepMark(first, 'half')];
    const kindsWith = (escalation: SlaEscalation[]) =>
      dueClocksOf([first], { policy: aSlaPolicy({ escalation }), time: aroundTheClock, done }).map(({ kind }) => kind);
    expect(kindsWith([late, half])).toEqual(['escalation:first_reply:late']);
    expect(kindsWith([late])).toEqual(['escalation:first_reply:late']);
    const added = step('new', { at: 'percent', percent: 10 });
    expect(kindsWith([added, half, late])).toEqual(['escalation:first_reply:new', 'escalation:first_reply:late']);
  });

  it('tells anew of a breach at another time and of nothing once the clock has ended', () => {
    expect(due([breachMark(first, after(59))])).toHaveLength(4);
    const ended = endClock(first, after(10), { time: aroundTheClock, fulfilled: true });
    expect(dueClocksOf([ended], { policy, time: aroundTheClock, done: [] })).toEqual([]);
  });
});

describe('marksOf', () => {
  it('keeps those of the clocks that there are', () => {
    const older = { target: 'next_reply', instance: 1 } as const;
    const marks = [
      stepMark(first, 'half'),
      breachMark(first, start),
      stepMark(older, 'half'),
      breachMark(older, start),
    ];
    expect(marksOf(marks, [first, { target: 'next_reply', instance: 11 }])).toEqual(marks.slice(0, 2));
  });
});

describe('soonestDue', () => {
  it('is the clock that is due first, or none', () => {
    expect(soonestDue([resolution, first])).toBe(first);
    expect(soonestDue([])).toBeNull();
  });
});
