import { describe, expect, it } from '@jest/globals';
import { minutesBefore, now } from '../testing/a-ticket.js';
import { anInboundMessage } from '../testing/an-inbound-message.js';
import { refuseAutomaticAnswer, type EarlierMail } from './automatic-answer.js';

const none: EarlierMail = { answers: [], mails: [] };

function mailsAgo(count: number, minutes: number): EarlierMail {
  return { answers: [], mails: Array.from({ length: count }, () => minutesBefore(minutes)) };
}

describe('refuseAutomaticAnswer', () => {
  it('lets a person be answered', () => {
    expect(refuseAutomaticAnswer(anInboundMessage(), none, now)).toBeNull();
  });

  it.each([
    ['a machine', { automatic: { is: true, why: ['list_id'] } }, 'automatic_mail'],
    ['who asked for no answer', { warnings: ['mail.asks_for_no_answer'] }, 'asked_not_to'],
    ['nobody', { from: null }, 'no_sender'],
    ['an address that is empty', { from: { name: 'Sara', address: '' } }, 'no_sender'],
  ])('does not answer %s', (_, differs, refusal) => {
    expect(refuseAutomaticAnswer(anInboundMessage(differs), none, now)).toBe(refusal);
  });

  it.each([
    [0, 'answered_lately'],
    [24 * 60 - 1, 'answered_lately'],
    [24 * 60, null],
  ])('after an answer %d minutes ago says %p', (minutes, refusal) => {
    const earlier = { answers: [minutesBefore(minutes)], mails: [minutesBefore(minutes)] };
    expect(refuseAutomaticAnswer(anInboundMessage(), earlier, now)).toBe(refusal);
  });

  it.each([
    [10, 10],
    [15, 30],
    [25, 60],
    [50, 180],
    [100, 600],
  ])('is capped by %d mails of our own within %d minutes', (count, minutes) => {
    const within = minutes - 0.01;
    expect(refuseAutomaticAnswer(anInboundMessage(), mailsAgo(count, within), now)).toBe('capped');
    expect(refuseAutomaticAnswer(anInboundMessage(), mailsAgo(count - 1, within), now)).toBeNull();
    expect(refuseAutomaticAnswer(anInboundMessage(), mailsAgo(count, minutes), now)).toBeNull();
  });

  it.each([
    { marked: true, exchanged: 1, why: 'the first answer says that a machine wrote it' },
    { marked: false, exchanged: 2, why: 'each answers an address once, even if a relay strips the marks' },
  ])('stops two of us after $exchanged mails, because $why', ({ marked, exchanged }) => {
    const answersBy = { here: [] as Date[], there: [] as Date[] };
    let turn: 'here' | 'there' = 'here';
    let message = anInboundMessage();
    let count = 0;
    while (count < 10 && refuseAutomaticAnswer(message, { answers: answersBy[turn], mails: [] }, now) === null) {
      count += 1;
      answersBy[turn].push(now);
      turn = turn === 'here' ? 'there' : 'here';
      message = anInboundMessage({ automatic: { is: marked, why: marked ? ['auto_submitted:auto-replied'] : [] } });
    }
    expect(count).toBe(exchanged);
  });
});
