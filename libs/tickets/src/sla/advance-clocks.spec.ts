import { describe, expect, it } from '@jest/globals';
import { aSlaPolicy } from '../testing/a-sla-policy.js';
import { officeHours } from '../testing/some-business-hours.js';
import { advanceClocks, clocksOf, noClocks } from './advance-clocks.js';
import { createBusinessCalendar } from './hours/business-calendar.js';
import { breachedAtBy, type SlaClock } from './sla-clock.js';
import type { SlaFact } from './sla-fact.js';
import type { SlaTarget, SlaTerms } from './sla-policy.js';

const calendar = createBusinessCalendar(officeHours());
const terms: SlaTerms = { policy: aSlaPolicy(), calendar };
const minute = 60_000;

/** Wednesday, 4 March 2026, in Berlin; the specs open their tickets at ten. */
const at = (time: string, day = '2026-03-04') => new Date(`${day}T${time}+01:00`);
const opened: SlaFact = { type: 'opened', at: at('10:00'), priority: 'normal' };
const wrote = (time: string, day?: string): SlaFact => ({ type: 'contact_wrote', at: at(time, day) });
const replied = (time: string, day?: string): SlaFact => ({ type: 'agent_replied', at: at(time, day) });
type Status = Extract<SlaFact, { type: 'status_changed' }>['to'];
const status = (to: Status, time: string, day?: string): SlaFact => ({ type: 'status_changed', at: at(time, day), to });
const urgent = (time: string): SlaFact => ({ type: 'priority_changed', at: at(time), to: 'urgent' });
const policy = (time: string, to: SlaTerms['policy']): SlaFact => ({
  type: 'policy_changed',
  at: at(time),
  to: { policy: to, calendar },
});
const takenBack = (time: string, repliedAt: string): SlaFact => ({
  type: 'reply_cancelled',
  at: at(time),
  repliedAt: at(repliedAt),
});

function after(target: SlaTarget, ...facts: SlaFact[]): SlaClock | undefined {
  return clocksOf([opened, wrote('10:00'), ...facts], terms).clocks.find((clock) => clock.target === target);
}

describe('first_reply', () => {
  it('runs from the opening in business time', () => {
    expect(after('first_reply')).toEqual({
      target: 'first_reply', instance: 1, startedAt: at('10:00'), targetMinutes: 60, usedMs: 0,
      runningSince: at('10:00'), dueAt: at('11:00'), endedAt: null, outcome: null, breachedAt: null,
    }); // prettier-ignore
  });

  it.each([
    ['met', 'in time', '10:59', null],
    ['met', 'just in time', '11:00', null],
    ['breached', 'late', '11:00:00.001', '11:00'],
  ])('is %s by a reply %s', (outcome, _, time, breach) => {
    const breachedAt = breach && at(breach);
    const usedMs = at(time).getTime() - at('10:00').getTime();
    const ended = { endedAt: at(time), outcome, breachedAt, usedMs, runningSince: null, dueAt: null };
    expect(after('first_reply', replied(time))).toMatchObject(ended);
  });

  it('is not moved by 40 minutes in pending, but resolution is (V6)', () => {
    const facts = [status('pending', '10:10'), status('open', '10:50')];
    expect(after('first_reply', ...facts)?.dueAt).toEqual(at('11:00'));
    expect(after('resolution')?.dueAt).toEqual(at('10:00', '2026-03-05'));
    expect(after('resolution', ...facts)?.dueAt).toEqual(at('10:40', '2026-03-05'));
  });

  it('is cancelled when the ticket is solved without a word, and stays so when it is reopened', () => {
    const solved = status('solved', '10:30');
    expect(after('first_reply', solved)).toMatchObject({
      outcome: 'cancelled',
      endedAt: at('10:30'),
      breachedAt: null,
    });
    const reopened = [solved, wrote('12:00'), status('open', '12:00')];
    expect(after('first_reply', ...reopened)?.outcome).toBe('cancelled');
    expect(after('next_reply', ...reopened)).toMatchObject({ startedAt: at('12:00'), instance: 1 });
  });

  it('is breached when it was late already by the time the ticket was solved', () => {
    expect(after('first_reply', status('solved', '11:30'))).toMatchObject({
      outcome: 'breached',
      breachedAt: at('11:00'),
    });
  });
});

describe('next_reply', () => {
  it('does not run before the first reply, whatever the contact writes', () => {
    expect(after('next_reply', wrote('10:05'), wrote('10:10'))).toBeUndefined();
  });

  it('runs from the oldest unanswered message', () => {
    const clock = after('next_reply', replied('10:30'), wrote('11:00'), wrote('12:00'));
    expect(clock).toMatchObject({ startedAt: at('11:00'), dueAt: at('13:00'), instance: 1 });
  });

  it('ends with a reply and begins anew with the next message', () => {
    const facts = [replied('10:30'), wrote('11:00'), replied('12:00')];
    expect(after('next_reply', ...facts)).toMatchObject({ outcome: 'met', endedAt: at('12:00'), usedMs: 60 * minute });
    const clock = after('next_reply', ...facts, wrote('16:00'));
    expect(clock).toMatchObject({ instance: 2, usedMs: 0, dueAt: at('10:00', '2026-03-05'), outcome: null });
  });

  it('is cancelled when the contact’s thanks are answered by solving', () => {
    const facts = [replied('10:30'), wrote('11:00'), status('solved', '11:10')];
    expect(after('next_reply', ...facts)?.outcome).toBe('cancelled');
    const later = [wrote('12:00', '2026-03-06'), status('open', '12:00', '2026-03-06')];
    expect(after('next_reply', ...facts, ...later)).toMatchObject({
      instance: 2,
      startedAt: at('12:00', '2026-03-06'),
    });
  });
});

describe('resolution', () => {
  it.each<[Status]>([['pending'], ['on_hold']])('rests in %s, then goes on with the time used', (rest) => {
    const paused = { usedMs: 30 * minute, runningSince: null, dueAt: null, endedAt: null, outcome: null };
    expect(after('resolution', status(rest, '10:30'))).toMatchObject(paused);
    const running = { usedMs: 30 * minute, runningSince: at('14:30'), dueAt: at('14:00', '2026-03-05') };
    expect(after('resolution', status(rest, '10:30'), status('open', '14:30'))).toMatchObject(running);
  });

  it('runs on in on_hold if the policy says so, and stops when another policy comes that rests', () => {
    const onHold = [policy('10:00', aSlaPolicy({ pauseOnHold: false })), status('on_hold', '10:30')];
    expect(after('resolution', ...onHold)).toMatchObject({
      runningSince: at('10:00'),
      dueAt: at('10:00', '2026-03-05'),
    });
    const paused = after('resolution', ...onHold, policy('11:00', aSlaPolicy()));
    expect(paused).toMatchObject({ usedMs: 60 * minute, runningSince: null, dueAt: null });
  });

  it('is met by solving, and goes on with the time used so far when reopened', () => {
    const solved = status('solved', '16:00');
    expect(after('resolution', solved)).toMatchObject({ outcome: 'met', endedAt: at('16:00'), usedMs: 360 * minute });
    const reopened = after('resolution', solved, status('open', '09:00', '2026-03-09'));
    const goesOn = {
      instance: 1,
      endedAt: null,
      outcome: null,
      usedMs: 360 * minute,
      dueAt: at('11:00', '2026-03-09'),
    };
    expect(reopened).toMatchObject(goesOn);
    const again = after(
      'resolution',
      solved,
      status('open', '09:00', '2026-03-09'),
      status('solved', '12:00', '2026-03-09'),
    );
    expect(again).toMatchObject({ outcome: 'breached', breachedAt: at('11:00', '2026-03-09') });
  });

  it('stays breached and due when it was over a pause', () => {
    const late = [status('pending', '10:30', '2026-03-05'), status('open', '12:00', '2026-03-05')];
    expect(after('resolution', ...late)).toMatchObject({
      usedMs: (8 * 60 + 30) * minute,
      breachedAt: at('10:00', '2026-03-05'),
      dueAt: at('10:00', '2026-03-05'),
    });
  });

  it('ends once: closing a solved ticket changes nothing', () => {
    const solved = status('solved', '16:00');
    expect(after('resolution', solved, status('closed', '16:00', '2026-03-08'))).toEqual(after('resolution', solved));
  });
});

describe('another priority or policy', () => {
  it('keeps the time used and moves the due time of what runs', () => {
    expect(after('resolution', urgent('11:00'))).toMatchObject({
      targetMinutes: 120,
      usedMs: 60 * minute,
      dueAt: at('12:00'),
    });
  });

  it('moves the due time of what rests when it goes on', () => {
    const clock = after('resolution', status('pending', '11:00'), urgent('12:00'), status('open', '13:00'));
    expect(clock).toMatchObject({ targetMinutes: 120, dueAt: at('14:00') });
  });

  it('leaves what has ended as it was judged, until it is reopened', () => {
    const facts = [replied('10:30'), status('solved', '15:00'), urgent('15:30')];
    expect(after('first_reply', ...facts)).toMatchObject({ targetMinutes: 60, outcome: 'met' });
    expect(after('resolution', ...facts)).toMatchObject({ targetMinutes: 480, outcome: 'met' });
    expect(after('resolution', ...facts, status('open', '16:00'))).toMatchObject({
      targetMinutes: 120,
      dueAt: at('16:00'),
    });
  });

  it('is due at once when the new target is used up already', () => {
    const clock = after('first_reply', urgent('10:30'));
    expect(clock).toMatchObject({ targetMinutes: 15, dueAt: at('10:30'), breachedAt: null });
    expect(clock && breachedAtBy(clock, at('10:31'))).toEqual(at('10:30'));
  });

  it('forgets a breach that the new target knows nothing of', () => {
    const longer = policy(
      '11:30',
      aSlaPolicy({ targets: { ...aSlaPolicy().targets, normal: aSlaPolicy().targets.low } }),
    );
    expect(after('first_reply', longer)).toMatchObject({ targetMinutes: null, breachedAt: null, dueAt: null });
    expect(after('first_reply', longer, replied('12:00'))).toMatchObject({ outcome: null, endedAt: at('12:00') });
    expect(after('resolution', urgent('12:30'), { ...urgent('13:00'), to: 'normal' } as SlaFact)).toMatchObject({
      breachedAt: null,
      usedMs: 180 * minute,
      dueAt: at('10:00', '2026-03-05'),
    });
  });

  it('counts by the old hours until then and by the new ones from then on', () => {
    const round = { policy: aSlaPolicy({ hours: 'calendar' }), calendar };
    const clock = after('resolution', { type: 'policy_changed', at: at('09:30', '2026-03-05'), to: round });
    expect(clock).toMatchObject({ usedMs: 450 * minute, dueAt: at('10:00', '2026-03-05') });
    const later = after('resolution', policy('16:00', round.policy));
    expect(later).toMatchObject({ usedMs: 360 * minute, dueAt: at('18:00') });
  });

  it('measures without a policy in business hours, so that a policy which comes later finds them', () => {
    const none: SlaTerms = { policy: null, calendar };
    const to = { policy: aSlaPolicy(), calendar };
    const facts: SlaFact[] = [opened, { type: 'policy_changed', at: at('09:30', '2026-03-05'), to }];
    expect(clocksOf(facts.slice(0, 1), none).clocks).toMatchObject([{ targetMinutes: null }, { dueAt: null }]);
    expect(clocksOf(facts, none).clocks[1]).toMatchObject({ usedMs: 450 * minute, dueAt: at('10:00', '2026-03-05') });
  });
});

describe('a reply that is taken back', () => {
  it('leaves first_reply as if it had never been', () => {
    const clock = after('first_reply', replied('10:30'), takenBack('10:31', '10:30'));
    expect(clock).toMatchObject({ endedAt: null, outcome: null, usedMs: 30 * minute, dueAt: at('11:00') });
    expect(after('first_reply', replied('10:30'), takenBack('10:31', '10:30'), replied('11:05'))?.outcome).toBe(
      'breached',
    );
  });

  it('leaves next_reply running from the oldest unanswered message', () => {
    const facts = [replied('10:30'), wrote('11:00'), replied('12:00'), takenBack('12:01', '12:00')];
    expect(after('next_reply', ...facts)).toMatchObject({ startedAt: at('11:00'), dueAt: at('13:00'), outcome: null });
  });

  it('withdraws the next_reply clock that had followed a first reply', () => {
    const facts = [replied('10:30'), wrote('10:30:05'), takenBack('10:30:09', '10:30')];
    expect(after('first_reply', ...facts)?.dueAt).toEqual(at('11:00'));
    expect(after('next_reply', ...facts)?.outcome).toBe('cancelled');
  });

  it('changes nothing when another reply had been there before', () => {
    const facts = [replied('10:30'), replied('10:40'), takenBack('10:41', '10:40')];
    expect(after('first_reply', ...facts)).toEqual(after('first_reply', replied('10:30')));
  });

  it('leaves nobody waiting on a ticket that stays solved', () => {
    const facts = [replied('10:30'), status('solved', '10:30'), takenBack('10:31', '10:30')];
    expect(after('first_reply', ...facts)).toMatchObject({ outcome: 'cancelled', usedMs: 31 * minute });
  });

  it('does not wake what solving had ended at the same moment', () => {
    const solved = status('solved', '10:30');
    expect(after('first_reply', solved, replied('10:30'), takenBack('10:31', '10:30'))).toEqual(
      after('first_reply', solved),
    );
  });

  it('lets resolution go on when the ticket is no longer solved, and rest when it is pending again', () => {
    const facts = [status('pending', '10:20'), replied('10:30'), status('solved', '10:30')];
    expect(after('resolution', ...facts, status('pending', '10:31'))).toEqual(after('resolution', facts[0] as SlaFact));
  });
});

it('promises nothing for a ticket whose opening it has not seen', () => {
  const state = advanceClocks(noClocks, wrote('10:00'), terms);
  expect(advanceClocks(advanceClocks(state, replied('10:10'), terms), status('solved', '11:00'), terms).clocks).toEqual(
    [],
  );
});
