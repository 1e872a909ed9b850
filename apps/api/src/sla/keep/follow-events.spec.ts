import { describe, expect, it } from '@jest/globals';
import type { SlaEscalation } from '@diwan/tickets';
import fc from 'fast-check';
import type { StoredPolicy, TermsRow } from './terms-history.js';
import { matchPolicy, TermsHistory } from './terms-history.js';
import { followEvents, type FollowedEvent, type Match } from './follow-events.js';
import { keptOf, stateOf, type Kept, type StoredState } from './kept-clocks.js';

const start = Date.parse('2026-03-02T08:00:00Z');
const at = (minute: number): Date => new Date(start + minute * 60_000);
const allDay = [{ fromMinute: 0, toMinute: 1440 }];
const hours = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => allDay), seasons: [], holidays: [] };

function policy(id: string, minutes: number, conditions: StoredPolicy['conditions'] = {}): StoredPolicy {
  const targets = { first_reply: minutes, next_reply: minutes, resolution: minutes * 4 };
  return {
    id,
    name: id,
    conditions,
    hours: 'calendar',
    pauseOnHold: id === 'vip',
    targets: { low: targets, normal: targets, high: targets, urgent: targets },
    escalation: [],
  };
}
const [vip, rest, gold] = [policy('vip', 30, { tagIds: ['vip'] }), policy('rest', 120), policy('gold', 15)] as const;

/** `gold` is asked last: only a rule chooses it. Half-way `gold` is gone and everybody has less time. */
function aHistory(...after: TermsRow[]): TermsHistory {
  const history = new TermsHistory();
  history.add([{ revision: 1, at: at(-100), hours, policies: [vip, rest, gold] }, ...after]);
  return history;
}
const withoutGold: TermsRow = { revision: 2, at: at(300), hours, policies: [vip, policy('rest', 60)] };
const facts = {
  channel: 'email',
  inboxId: 'inbox',
  language: null,
  contactAddress: '',
  text: '',
  openedAt: at(0),
} as const;
const match: Match = (terms, chosen) => matchPolicy(terms, facts, chosen);

const event = (minute: number, type: string, payload: Record<string, unknown> = {}): FollowedEvent => ({
  type,
  actorKind: 'agent',
  payload,
  at: at(minute),
});
const opened = event(0, 'ticket.opened');
const tagged = (minute: number, added: string[], removed: string[] = []) =>
  event(minute, 'ticket.tagged', { added: added.map(named), removed: removed.map(named), cause: 'agent' });
const routed = (slaPolicyId: string | null) => event(0, 'ticket.routed', { slaPolicyId, rules: [] });
const named = (id: string) => ({ id, name: id });

const follow = (events: FollowedEvent[], history = aHistory(), kept: Kept | null = null): Kept =>
  followEvents(kept, events, { history, match }).kept;
const dueOf = ({ clocks }: Kept) => (Number(clocks.clocks[0]?.dueAt) - start) / 60_000;

describe('the policy of a ticket', () => {
  it('is another one from when it gets a tag, with the time used so far, and the old one when it loses it', () => {
    expect(dueOf(follow([opened]))).toBe(120);
    expect(dueOf(follow([opened, tagged(10, ['other'])]))).toBe(120);
    expect(dueOf(follow([opened, tagged(10, ['vip'])]))).toBe(30);
    expect(follow([opened, tagged(10, ['vip']), tagged(20, [], ['vip'])])).toMatchObject({ policyId: 'rest' });
  });

  it('is the one that a rule chose, whatever its tags are', () => {
    expect(follow([opened, routed('gold'), tagged(10, ['vip'])])).toMatchObject({ policyId: 'gold' });
    expect(dueOf(follow([opened, routed('gold')]))).toBe(15);
  });

  it('is the first that matches once the one that a rule chose is gone', () => {
    const events = [opened, routed('gold')];
    expect(follow(events, aHistory(withoutGold))).toMatchObject({ policyId: 'rest', revision: 2 });
    expect(follow([...events, tagged(10, ['vip'])], aHistory(withoutGold))).toMatchObject({ policyId: 'vip' });
    expect(follow([opened, routed('never there')])).toMatchObject({ policyId: 'rest' });
  });
});

describe('a step that was taken', () => {
  const step: SlaEscalation = {
    id: 'half', target: 'first_reply', when: { at: 'percent', percent: 50 }, notify: [], raiseTo: null, queueId: null, raisesLevel: true,
  }; // prettier-ignore
  const history = new TermsHistory();
  history.add([{ revision: 1, at: at(-100), hours, policies: [{ ...policy('rest', 120), escalation: [step] }] }]);
  it.each([{ stepId: 'half' }, { step: 0 }])('is known by what its event tells: %j', (told) => {
    const taken = event(70, 'ticket.escalated', { by: 'policy', target: 'first_reply', ...told });
    expect(follow([opened, taken], history).done).toEqual(['first_reply#1:half']);
  });
});

const tags = fc.subarray(['vip', 'other']);
const happening = fc.oneof(
  fc.tuple(tags, tags).map(([added, removed]) => (minute: number) => tagged(minute, added, removed)),
  fc.constantFrom('pending', 'on_hold', 'open', 'solved').map((to) => (minute: number) => event(minute, 'ticket.status_changed', { to })),
  fc.constantFrom('urgent', 'normal').map((to) => (minute: number) => event(minute, 'ticket.priority_changed', { to })),
  fc.integer({ min: 2, max: 99 }).map((seq) => (minute: number) =>
    event(minute, 'message.added', { messageId: `m${seq}`, seq, kind: seq % 2 ? 'outbound' : 'inbound', automatic: false }),
  ),
); // prettier-ignore
const aLife = fc.record({
  chosen: fc.constantFrom('gold', 'never there', null),
  steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), happening), { maxLength: 15 }),
});

it('is recomputed from all events as it was kept event by event, through storage', () => {
  fc.assert(
    fc.property(aLife, ({ chosen, steps }) => {
      let minute = 0;
      const events = [opened, routed(chosen), ...steps.map(([after, make]) => make((minute += after)))];
      const history = aHistory(withoutGold);
      const before = aHistory();
      let kept: Kept | null = null;
      for (const each of events) {
        // What has not come yet is not known yet.
        kept = stored(follow([each], each.at < withoutGold.at ? before : history, kept));
      }
      const last = follow([], history, kept);
      expect(stored(last)).toEqual(stored(follow(events, history)));
    }),
    { numRuns: 300 },
  );
});

function stored(kept: Kept): Kept {
  const { revision, policyId } = kept;
  return keptOf(JSON.parse(JSON.stringify(stateOf(kept))) as StoredState, { revision, policyId });
}
