import type { SlaPolicy } from '@diwan/contracts';
import { describe, expect, it } from '@jest/globals';
import { blankStep, draftOf, faultsOf, requestOf } from './policy-draft.js';

const usual = { first_reply: 240, next_reply: 480, resolution: 1440 };
const policy: SlaPolicy = {
  version: 1,
  id: '01900000-0000-7000-8000-000000000001',
  name: 'Banks',
  conditions: { channels: ['email'], contacts: ['@bank.test', 'ada@example.com'] },
  hours: 'business',
  pauseOnHold: true,
  targets: {
    low: { first_reply: null, next_reply: null, resolution: null },
    normal: usual,
    high: usual,
    urgent: usual,
  },
  escalation: [
    {
      id: 'step-1',
      target: 'first_reply',
      when: { at: 'percent', percent: 80 },
      notify: ['lead'],
      raiseTo: 'high',
      queueId: null,
      raisesLevel: true,
    },
    {
      id: 'step-2',
      target: 'resolution',
      when: { at: 'after_due', minutes: 30 },
      notify: [],
      raiseTo: null,
      queueId: null,
      raisesLevel: false,
    },
  ],
};

describe('a draft of a policy', () => {
  it('goes there and back', () => {
    const { id: _id, version: _version, ...saved } = policy;
    expect(requestOf(draftOf(policy))).toEqual(saved);
  });

  it('keeps what each step is known by, in any order, and leaves it to the API to name a new one', () => {
    const draft = draftOf(policy);
    const ids = requestOf({ ...draft, steps: [blankStep, ...draft.steps.toReversed()] }).escalation.map(({ id }) => id);
    expect(ids).toEqual([undefined, 'step-2', 'step-1']);
  });

  it('takes one condition a line or with commas of any script', () => {
    const draft = { ...draftOf(null), words: 'refund، بازگشت\nastarde', languages: 'fa, ar' };
    expect(requestOf(draft).conditions).toEqual({ words: ['refund', 'بازگشت', 'astarde'], languages: ['fa', 'ar'] });
  });

  it('names what is no length of time', () => {
    const draft = draftOf(policy);
    draft.targets.high.next_reply = 'soon';
    draft.steps = [{ ...blankStep, amount: '' }];
    expect(faultsOf(draft)).toEqual(['targets.high.next_reply', 'steps.0']);
    expect(faultsOf(draftOf(policy))).toEqual([]);
  });
});
