import { describe, expect, it } from '@jest/globals';
import { aSlaPolicy } from '../testing/a-sla-policy.js';
import { officeHours, open, week } from '../testing/some-business-hours.js';
import { clocksOf } from './advance-clocks.js';
import { explainClock } from './explain-clock.js';
import { createBusinessCalendar } from './hours/business-calendar.js';
import type { SlaFact } from './sla-fact.js';
import { slaPausesOf } from './sla-pauses.js';
import type { SlaHours, SlaPolicy } from './sla-policy.js';

const minute = 60_000;
const calendar = createBusinessCalendar(
  officeHours({
    seasons: [{ name: 'Fasting', from: '2026-03-10', to: '2026-03-10', week: week({ 2: open('10:00-15:00') }) }],
    holidays: [{ name: 'Day off', calendar: 'gregory', month: 3, day: 9, year: null, intervals: [] }],
  }),
);
const at = (time: string) => new Date(`2026-03-${time}+01:00`);
const status = (to: Extract<SlaFact, { type: 'status_changed' }>['to'], time: string): SlaFact => ({
  type: 'status_changed',
  at: at(time),
  to,
});

function explain(
  facts: SlaFact[],
  { now, hours = 'business' }: { now: string; hours?: SlaHours },
  target = 'resolution',
) {
  const policy = aSlaPolicy({ hours });
  const all: SlaFact[] = [{ type: 'opened', at: at('06T10:50'), priority: 'normal' }, ...facts];
  const clock = clocksOf(all, { policy, calendar }).clocks.find((each) => each.target === target);
  if (!clock) throw new Error(`there is no ${target}`);
  const pauses = target === 'resolution' ? slaPausesOf(all, policy) : [];
  return explainClock(clock, pauses, { hours, calendar, now: at(now) });
}

describe('explainClock', () => {
  it('tells what passes until it is due: target, pauses, and why it was closed', () => {
    const facts = [status('pending', '06T12:00'), status('open', '06T12:30')];
    expect(explain(facts, { now: '06T13:00' })).toEqual({
      target: 'resolution',
      targetMinutes: 480,
      startedAt: at('06T10:50'),
      dueAt: at('10T12:20'),
      endedAt: null,
      hours: 'business',
      pauses: [{ from: at('06T12:00'), to: at('06T12:30'), status: 'pending' }],
      closed: [
        { from: at('06T17:00'), to: at('09T00:00'), why: 'outside_hours', name: null },
        { from: at('09T00:00'), to: at('10T00:00'), why: 'holiday', name: 'Day off' },
        { from: at('10T00:00'), to: at('10T10:00'), why: 'season', name: 'Fasting' },
      ],
      moreClosed: false,
      usedMs: 100 * minute,
      remainingMs: 380 * minute,
    });
  });

  it('has nothing closed in calendar time', () => {
    const explained = explain([], { now: '06T13:00', hours: 'calendar' });
    expect(explained).toMatchObject({ dueAt: at('06T18:50'), closed: [], hours: 'calendar' });
  });

  it('leaves out the nights of a pause, and tells one that lasts', () => {
    const explained = explain([status('on_hold', '06T16:00')], { now: '12T12:00' });
    expect(explained).toMatchObject({
      dueAt: null,
      pauses: [{ from: at('06T16:00'), to: null, status: 'on_hold' }],
      closed: [],
      usedMs: 310 * minute,
      remainingMs: 170 * minute,
    });
  });

  it('takes the time in which a ticket was solved for a pause', () => {
    const facts = [status('solved', '06T16:00'), status('open', '11T16:00')];
    expect(explain(facts, { now: '11T16:30' })).toMatchObject({
      pauses: [{ from: at('06T16:00'), to: at('11T16:00'), status: 'solved' }],
      dueAt: at('12T10:50'),
    });
  });

  it('says how much too late it is, while it runs and when it is over', () => {
    const late = explain([], { now: '06T12:20' }, 'first_reply');
    expect(late).toMatchObject({ dueAt: at('06T11:50'), usedMs: 90 * minute, remainingMs: -30 * minute });
    const replied: SlaFact = { type: 'agent_replied', at: at('06T12:20') };
    const over = explain([replied], { now: '20T12:00' }, 'first_reply');
    expect(over).toMatchObject({
      dueAt: null,
      endedAt: at('06T12:20'),
      usedMs: 90 * minute,
      remainingMs: -30 * minute,
    });
  });

  it('knows no pause that came when it was over or due, and no empty one', () => {
    const facts = [status('pending', '06T11:00'), status('open', '06T11:00'), status('pending', '11T12:00')];
    const explained = explain([...facts, status('open', '11T13:00')], { now: '11T14:00' });
    expect(explained).toMatchObject({ dueAt: at('10T11:50'), pauses: [] });
  });

  it('lists twenty closed times and says that there are more', () => {
    const slow: SlaPolicy = aSlaPolicy();
    slow.targets.normal = { ...slow.targets.normal, resolution: 60 * 24 * 60 };
    const opened: SlaFact = { type: 'opened', at: at('06T10:50'), priority: 'normal' };
    const clock = clocksOf([opened], { policy: slow, calendar }).clocks[1];
    if (!clock) throw new Error('there is no resolution');
    const explained = explainClock(clock, [], { hours: 'business', calendar, now: at('06T11:00') });
    expect([explained.closed.length, explained.moreClosed]).toEqual([20, true]);
  });
});

describe('slaPausesOf', () => {
  it('tells apart what a ticket waited for, one after the other', () => {
    const facts = [status('pending', '06T11:00'), status('on_hold', '06T12:00'), status('open', '06T13:00')];
    expect(slaPausesOf(facts, aSlaPolicy())).toEqual([
      { from: at('06T11:00'), to: at('06T12:00'), status: 'pending' },
      { from: at('06T12:00'), to: at('06T13:00'), status: 'on_hold' },
    ]);
  });

  it('follows the policy in force', () => {
    const runsOn = { policy: aSlaPolicy({ pauseOnHold: false }), calendar };
    const facts: SlaFact[] = [
      status('on_hold', '06T11:00'),
      { type: 'policy_changed', at: at('06T12:00'), to: runsOn },
    ];
    expect(slaPausesOf(facts, aSlaPolicy())).toEqual([{ from: at('06T11:00'), to: at('06T12:00'), status: 'on_hold' }]);
    expect(slaPausesOf(facts.slice(0, 1), null)).toEqual([]);
  });
});
