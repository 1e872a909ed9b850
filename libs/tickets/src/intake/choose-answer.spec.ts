import { describe, expect, it } from '@jest/globals';
import { minutesBefore } from '../testing/a-ticket.js';
import { chooseAnswer, type AnswerFacts } from './choose-answer.js';

/** Half past ten in the evening in Tehran, Friday. */
const now = new Date('2026-03-20T19:00:00Z');
const closed: AnswerFacts = {
  isFirst: false,
  acknowledges: true,
  answersOutOfHours: true,
  isOpen: false,
  agentWroteAt: null,
  toldClosedAt: null,
  timeZone: 'Asia/Tehran',
};
const choose = (differs: Partial<AnswerFacts>) => chooseAnswer({ ...closed, ...differs }, now);

describe('chooseAnswer', () => {
  it.each([
    ['closed: when it opens', {}, 'out_of_hours'],
    ['closed, a new ticket: when it opens, instead of that it came in', { isFirst: true }, 'out_of_hours'],
    ['open: nothing', { isOpen: true }, null],
    ['open, a new ticket: that it came in', { isOpen: true, isFirst: true }, 'acknowledgement'],
    ['open, nobody acknowledges: nothing', { isOpen: true, isFirst: true, acknowledges: false }, null],
    ['closed, switched off: nothing', { answersOutOfHours: false }, null],
    ['closed, switched off, new: that it came in', { answersOutOfHours: false, isFirst: true }, 'acknowledgement'],
    ['closed, nobody acknowledges: when it opens', { isFirst: true, acknowledges: false }, 'out_of_hours'],
  ] as [string, Partial<AnswerFacts>, string | null][])('%s', (_, differs, answer) => {
    expect(choose(differs)).toBe(answer);
  });

  it.each([
    [4.99, null],
    [5, 'out_of_hours'],
  ])('is silent while an agent writes: %d minutes ago', (minutes, answer) => {
    expect(choose({ agentWroteAt: minutesBefore(minutes, now) })).toBe(answer);
  });

  it.each([
    ['earlier this evening', '2026-03-20T15:00:00Z', null],
    ['at the first minute of the day there, which was yesterday in UTC', '2026-03-19T20:30:00Z', null],
    ['at the last minute of the day before', '2026-03-19T20:29:59Z', 'out_of_hours'],
  ])('tells it once a day of the organisation: told %s', (_, at, answer) => {
    expect(choose({ toldClosedAt: new Date(at) })).toBe(answer);
  });

  it('knows a day of 23 hours', () => {
    const berlin = { timeZone: 'Europe/Berlin', toldClosedAt: new Date('2026-03-28T23:00:00Z') };
    expect(chooseAnswer({ ...closed, ...berlin }, new Date('2026-03-29T21:59:00Z'))).toBeNull();
    expect(chooseAnswer({ ...closed, ...berlin }, new Date('2026-03-29T22:00:00Z'))).toBe('out_of_hours');
  });
});
