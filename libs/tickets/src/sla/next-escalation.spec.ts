import { describe, expect, it } from '@jest/globals';
import { officeHours } from '../testing/some-business-hours.js';
import { aroundTheClock, createBusinessCalendar } from './hours/business-calendar.js';
import { nextEscalationAt, type EscalationStep } from './next-escalation.js';
import { endClock, pauseClock, retargetClock, runClock, startClock } from './sla-clock.js';

const calendar = createBusinessCalendar(officeHours());
const at = (time: string) => new Date(`2026-03-${time}+01:00`);
const percent = (share: number): EscalationStep => ({ at: 'percent', percent: share });
const afterDue = (minutes: number): EscalationStep => ({ at: 'after_due', minutes });

/** Two hours from Friday, half past three: due on Monday at half past nine. */
const clock = startClock({ target: 'next_reply', instance: 1, targetMinutes: 120 }, at('06T15:30'), calendar);

describe('nextEscalationAt', () => {
  it.each<[EscalationStep, string]>([
    [percent(50), '06T16:30'],
    [percent(80), '09T09:06'],
    [percent(100), '09T09:30'],
    [percent(150), '09T10:30'],
    [afterDue(0), '09T09:30'],
    [afterDue(30), '09T10:00'],
    [afterDue(8 * 60), '10T09:30'],
  ])('of %j is at %s', (step, time) => {
    expect(nextEscalationAt(clock, step, calendar)).toEqual(at(time));
  });

  it('counts in the time of the clock', () => {
    const round = startClock({ target: 'next_reply', instance: 1, targetMinutes: 120 }, at('06T16:30'), aroundTheClock);
    expect(nextEscalationAt(round, percent(50), aroundTheClock)).toEqual(at('06T17:30'));
    expect(nextEscalationAt(round, afterDue(30), aroundTheClock)).toEqual(at('06T19:00'));
  });

  it('waits while the clock rests, and is then as far away as it was', () => {
    const paused = pauseClock(clock, at('06T16:00'), calendar);
    expect(nextEscalationAt(paused, percent(50), calendar)).toBeNull();
    const running = runClock(paused, at('10T12:00'), calendar);
    expect(nextEscalationAt(running, percent(50), calendar)).toEqual(at('10T12:30'));
  });

  it('leaves a pause out after the due time, too', () => {
    const late = pauseClock(clock, at('09T09:40'), calendar);
    const running = runClock(late, at('09T14:00'), calendar);
    expect(nextEscalationAt(running, afterDue(30), calendar)).toEqual(at('09T14:20'));
    expect(nextEscalationAt(running, percent(100), calendar)).toEqual(at('09T14:00'));
  });

  it('is due at once when so much is used already, but counts what comes after from then on', () => {
    const time = { before: calendar, after: calendar };
    const urgent = retargetClock(clock, { targetMinutes: 15, at: at('06T16:30') }, time);
    expect(nextEscalationAt(urgent, percent(100), calendar)).toEqual(at('06T16:30'));
    expect(nextEscalationAt(urgent, afterDue(15), calendar)).toEqual(at('06T16:45'));
  });

  it('is cancelled by a reply, and there is none without a target', () => {
    const ended = endClock(clock, at('06T16:00'), { time: calendar, fulfilled: true });
    expect(nextEscalationAt(ended, percent(50), calendar)).toBeNull();
    const measured = startClock({ target: 'next_reply', instance: 1, targetMinutes: null }, at('06T16:30'), calendar);
    expect(nextEscalationAt(measured, afterDue(30), calendar)).toBeNull();
  });
});
