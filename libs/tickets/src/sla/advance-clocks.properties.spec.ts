import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aSlaPolicy } from '../testing/a-sla-policy.js';
import { alwaysOpen, officeHours, open, tehranHours, week } from '../testing/some-business-hours.js';
import { ticketPriorities, ticketStatuses, type TicketStatus } from '../ticket/ticket.js';
import { advanceClocks, clocksOf, noClocks, type TicketClocks } from './advance-clocks.js';
import { createBusinessCalendar } from './hours/business-calendar.js';
import { explainClock } from './explain-clock.js';
import { breachedAtBy, usedMsAt, type SlaClock } from './sla-clock.js';
import type { SlaFact } from './sla-fact.js';
import { slaPausesOf } from './sla-pauses.js';
import { hoursOf, workingTimeOf, type SlaPolicy, type SlaTerms } from './sla-policy.js';

const minute = 60_000;
const overMidnight = week({ 5: open('20:00-24:00'), 6: open('00:00-02:00', '20:00-24:00'), 7: open('00:00-02:00') });
const calendars = [
  officeHours(),
  tehranHours({ holidays: [{ name: 'Nowruz', calendar: 'persian', month: 1, day: 1, year: null, intervals: [] }] }),
  { ...alwaysOpen('Africa/Cairo'), week: week({ 4: open('18:00-24:00'), 5: open('00:00-03:00'), 7: open('09:00-17:00') }) },
  { ...alwaysOpen('Asia/Beirut'), week: overMidnight },
].map(createBusinessCalendar); // prettier-ignore

const aTarget = fc.option(fc.integer({ min: 1, max: 3000 }), { nil: null });
const targets = fc.record({ first_reply: aTarget, next_reply: aTarget, resolution: aTarget });
const aPolicy: fc.Arbitrary<SlaPolicy> = fc
  .record({
    hours: fc.constantFrom('business' as const, 'calendar' as const),
    pauseOnHold: fc.boolean(),
    targets: fc.record({ low: targets, normal: targets, high: targets, urgent: targets }),
  })
  .map((differs) => aSlaPolicy(differs));
const someTerms: fc.Arbitrary<SlaTerms> = fc.record({
  policy: fc.option(aPolicy, { nil: null }),
  calendar: fc.constantFrom(...calendars),
});

/** The changes of the clocks in Cairo and Beirut, the leap day of 1403, and Nowruz. */
const beginnings = [
  '2026-04-23T12:00Z',
  '2026-10-29T09:00Z',
  '2026-03-28T10:00Z',
  '2026-10-24T10:00Z',
  '2025-03-18T08:00Z',
];
type Happening = SlaFact extends infer F ? (F extends SlaFact ? Omit<F, 'at'> : never) : never;

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom<Happening>({ type: 'contact_wrote' }, { type: 'agent_replied' }),
  fc.constantFrom(...ticketStatuses.slice(1)).map((to) => ({ type: 'status_changed' as const, to })),
  fc.constantFrom(...ticketPriorities).map((to) => ({ type: 'priority_changed' as const, to })),
);
const change: fc.Arbitrary<Happening> = someTerms.map((to) => ({ type: 'policy_changed', to }));

function histories(what: fc.Arbitrary<Happening>): fc.Arbitrary<SlaFact[]> {
  const gap = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90 * minute }), fc.nat({ max: 3 * 24 * 60 * minute }));
  return fc
    .tuple(fc.constantFrom(...beginnings), fc.array(fc.tuple(gap, what), { maxLength: 14 }))
    .map(([beginning, steps]) => {
      let at = new Date(beginning);
      const facts: SlaFact[] = [{ type: 'opened', at, priority: 'normal' }];
      for (const [ms, { ...fact }] of steps) {
        at = new Date(at.getTime() + ms);
        facts.push({ ...fact, at } as SlaFact);
        if (fact.type === 'agent_replied' && ms % 3 === 0) {
          const repliedAt = at;
          at = new Date(at.getTime() + 9_000);
          facts.push({ type: 'reply_cancelled', at, repliedAt });
        }
      }
      return facts;
    });
}

const aDate = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === 'string' && aDate.test(each) ? new Date(each) : each,
  ) as T;
}

const lastOf = (facts: readonly SlaFact[]) => facts.at(-1)?.at ?? new Date(NaN);
const resolutionOf = (state: TicketClocks) => state.clocks.find(({ target }) => target === 'resolution') as SlaClock;

/** Counted anew from the statuses alone. */
function unpausedMs(facts: readonly SlaFact[], terms: SlaTerms): number {
  const time = workingTimeOf(hoursOf(terms), terms.calendar);
  const running: TicketStatus[] = terms.policy?.pauseOnHold ? ['new', 'open'] : ['new', 'open', 'on_hold'];
  let status: TicketStatus = 'new';
  return facts.reduce((counted, fact, index) => {
    if (fact.type === 'status_changed') status = fact.to;
    const until = facts[index + 1]?.at ?? fact.at;
    return counted + (running.includes(status) ? time.between(fact.at, until) : 0);
  }, 0);
}

describe('clocks of a random history', () => {
  it('are the same at once as kept step by step in what is stored', () => {
    fc.assert(
      fc.property(histories(fc.oneof(happening, change)), someTerms, (facts, terms) => {
        let [state, inForce] = [noClocks, terms];
        for (const fact of facts) {
          state = stored(advanceClocks(state, fact, inForce));
          if (fact.type === 'policy_changed') inForce = fact.to;
        }
        expect(clocksOf(facts, terms)).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });

  it('never contradict themselves', () => {
    fc.assert(
      fc.property(histories(fc.oneof(happening, change)), someTerms, (facts, terms) => {
        const { clocks } = clocksOf(facts, terms);
        expect(new Set(clocks.map(({ target }) => target)).size).toBe(clocks.length);
        for (const clock of clocks) {
          const { runningSince, endedAt, dueAt, outcome, breachedAt, targetMinutes } = clock;
          expect(runningSince !== null && endedAt !== null).toBe(false);
          expect(dueAt !== null).toBe(runningSince !== null && targetMinutes !== null);
          expect(outcome === 'breached').toBe(endedAt !== null && breachedAt !== null);
          if (outcome === 'met') expect(endedAt !== null && targetMinutes !== null).toBe(true);
          if (outcome !== null) expect(endedAt).not.toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('count for resolution what was neither paused nor closed, and judge it by that', () => {
    const noPriorities = happening.filter(({ type }) => type !== 'priority_changed');
    fc.assert(
      fc.property(histories(noPriorities), someTerms, (facts, terms) => {
        const time = workingTimeOf(hoursOf(terms), terms.calendar);
        const [clock, now] = [resolutionOf(clocksOf(facts, terms)), lastOf(facts)];
        const used = usedMsAt(clock, now, time);
        expect(used).toBe(unpausedMs(facts, terms));
        if (clock.targetMinutes === null) return;
        const breached = breachedAtBy(clock, now) !== null;
        // Exactly used up and then closed may be either: it is late once it is past due, counted or not.
        if (used !== clock.targetMinutes * minute) expect(breached).toBe(used > clock.targetMinutes * minute);
      }),
      { numRuns: 300 },
    );
  });

  it('are due later by exactly the time of a pause that would have counted', () => {
    const share = fc.integer({ min: 0, max: 99 });
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), someTerms, share, fc.nat({ max: 5000 }), (beginning, terms, percent, rest) => {
        const time = workingTimeOf(hoursOf(terms), terms.calendar);
        const opened: SlaFact = { type: 'opened', at: new Date(beginning), priority: 'normal' };
        const before = resolutionOf(clocksOf([opened], terms));
        if (!before.dueAt || !before.targetMinutes) return;
        const from = time.add(opened.at, Math.floor((before.targetMinutes * minute * percent) / 100));
        const to = new Date(from.getTime() + rest * minute);
        const pause: SlaFact[] = [
          { type: 'status_changed', at: from, to: 'pending' },
          { type: 'status_changed', at: to, to: 'open' },
        ];
        const after = resolutionOf(clocksOf([opened, ...pause], terms));
        expect(time.between(before.dueAt, after.dueAt as Date)).toBe(time.between(from, to));
      }),
      { numRuns: 300 },
    ); // prettier-ignore
  });

  it('are after a reply that was taken back what they were before it', () => {
    fc.assert(
      fc.property(histories(happening), someTerms, (facts, terms) => {
        const state = clocksOf(facts, terms);
        // Who writes to a solved ticket opens it; a history that forgets that is not asked.
        const over = ['solved', 'closed'].includes(state.status);
        fc.pre(!(over && state.clocks.some((clock) => clock.runningSince)));
        const at = new Date(lastOf(facts).getTime() + minute);
        const cancelled: SlaFact = { type: 'reply_cancelled', at: new Date(at.getTime() + 9_000), repliedAt: at };
        const undone = [{ type: 'agent_replied', at } as const, cancelled].reduce(
          (before, fact) => advanceClocks(before, fact, terms),
          state,
        );
        const time = workingTimeOf(hoursOf(terms), terms.calendar);
        const seen = ({ clocks }: TicketClocks) =>
          clocks.map((clock) => ({
            ...clock,
            runningSince: clock.runningSince !== null,
            usedMs: usedMsAt(clock, cancelled.at, time),
            breachedAt: breachedAtBy(clock, cancelled.at),
          }));
        expect(seen(undone)).toEqual(seen(state));
      }),
      { numRuns: 300 },
    );
  });

  it('are explained by parts that add up', () => {
    const noPriorities = happening.filter(({ type }) => type !== 'priority_changed');
    fc.assert(
      fc.property(histories(noPriorities), someTerms, (facts, terms) => {
        const clock = resolutionOf(clocksOf(facts, terms));
        const pauses = slaPausesOf(facts, terms.policy);
        const by = { hours: hoursOf(terms), calendar: terms.calendar, now: lastOf(facts) };
        const { dueAt, targetMinutes, startedAt, closed, moreClosed, ...parts } = explainClock(clock, pauses, by);
        if (!dueAt || targetMinutes === null) return;
        const time = workingTimeOf(by.hours, by.calendar);
        const clipped = parts.pauses.map(({ from, to }) => ({ from, to: to && to < dueAt ? to : dueAt }));
        const paused = clipped.reduce((sum, { from, to }) => sum + time.between(from, to), 0);
        expect(time.between(startedAt, dueAt) - paused).toBe(targetMinutes * minute);
        expect(closed.length).toBeLessThanOrEqual(20);
        if (moreClosed) return;
        const lengths = [...clipped, ...closed].map(({ from, to }) => to.getTime() - from.getTime());
        const explained = lengths.reduce((sum, length) => sum + length, targetMinutes * minute);
        expect(explained).toBe(dueAt.getTime() - startedAt.getTime());
      }),
      { numRuns: 400 },
    );
  });
});
