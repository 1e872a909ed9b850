import { describe, expect, it } from '@jest/globals';
import type { InboundMessage } from '../message/inbound-message.js';
import { now } from '../testing/a-ticket.js';
import { anInboundMessage } from '../testing/an-inbound-message.js';
import { decideIntake, threadRules, type Candidate, type IntakeContext, type ThreadRule } from './decide-intake.js';

const context: IntakeContext = { inboxId: 'inbox-1', ownAddresses: new Set(['support@diwan.test']), force: false };
const known = ['sara@example.org', 'support@diwan.test'];

function candidate(
  rule: ThreadRule,
  differs: Partial<Candidate['ticket']> = {},
  participants: readonly string[] = known,
): Candidate {
  const ticket = {
    id: 'ticket-1',
    number: 1001,
    status: 'open' as const,
    channel: 'email' as const,
    inboxId: 'inbox-1',
    solvedAt: null,
    closedAt: null,
    ...differs,
  };
  return { rule, ticket, followUp: { choice: 'reopen', days: 14 }, participants: new Set(participants) };
}

function decide(candidates: readonly Candidate[], differs: Partial<InboundMessage> = {}, circumstances = context) {
  return decideIntake(anInboundMessage(differs), candidates, { context: circumstances, now });
}

const from = (address: string): Partial<InboundMessage> => ({ from: { name: '', address } });
const proven = ['reply_address', 'message_id'] as const;
const unproven = ['references', 'thread_index', 'subject'] as const;
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const append = { do: 'append', ticketId: 'ticket-1' };
const openBeside = { do: 'open', mayBelongToId: 'ticket-1' };
const openAlone = { do: 'open', mayBelongToId: null };

describe('a mail that points at no ticket', () => {
  it('opens one, and says that every rule was tried', () => {
    expect(decide([])).toEqual({
      ...openAlone,
      steps: [
        ...threadRules.map((rule) => ({ rule, matched: false, params: {} })),
        { rule: 'new_ticket', matched: true, params: {} },
      ],
    });
  });

  it('opens one when its sender is unknown, too', () => {
    expect(decide([], { from: null })).toMatchObject(openAlone);
  });
});

describe('the order of the rules', () => {
  it('is the law', () => {
    expect(threadRules).toEqual(['reply_address', 'message_id', 'references', 'thread_index', 'subject']);
  });

  it.each(threadRules)('lets %s win over all that follow it, however the candidates are sorted', (rule) => {
    const later = threadRules.slice(threadRules.indexOf(rule));
    const all = later.map((each) => candidate(each, { id: each }));
    expect(decide(all)).toMatchObject({ do: 'append', ticketId: rule });
    expect(decide(all.toReversed())).toMatchObject({ do: 'append', ticketId: rule });
  });

  it('takes the first of several candidates of one rule', () => {
    const two = [candidate('references', { id: 'newest' }), candidate('references', { id: 'older' })];
    expect(decide(two)).toMatchObject({ do: 'append', ticketId: 'newest' });
  });

  it('goes on to a later candidate when the first refuses', () => {
    const two = [
      candidate('references', { id: 'strangers', number: 1002 }, ['other@example.net']),
      candidate('references'),
      candidate('subject', { id: 'never asked' }),
    ];
    expect(decide(two)).toEqual({
      ...append,
      steps: [
        { rule: 'reply_address', matched: false, params: {} },
        { rule: 'message_id', matched: false, params: {} },
        { rule: 'references', matched: false, params: { ticketNumber: 1002, verdict: 'not_participant' } },
        { rule: 'references', matched: true, params: { ticketNumber: 1001, verdict: 'joins' } },
      ],
    });
  });

  it('lets a closed ticket found by an earlier rule win over an open one found later', () => {
    const closed = candidate('reply_address', { id: 'closed', status: 'closed', closedAt: daysAgo(1) });
    expect(decide([closed, candidate('references')])).toMatchObject({ do: 'followUp', ofId: 'closed' });
  });
});

describe('rules that prove', () => {
  it.each(proven)('%s lets in whoever holds the proof', (rule) => {
    expect(decide([candidate(rule)], from('stranger@example.net'))).toMatchObject(append);
  });

  it.each(proven)('%s lets in a mail that shows no usable sender', (rule) => {
    expect(decide([candidate(rule)], { from: null })).toMatchObject(append);
  });

  it.each(proven)('%s lets in a mail whose authentication a mailing list has broken', (rule) => {
    expect(decide([candidate(rule)], { authentication: 'fail' })).toMatchObject(append);
  });
});

describe('rules that rest on a claim', () => {
  describe.each(unproven)('%s', (rule) => {
    it.each(['none', 'pass'] as const)('lets in a participant (authentication: %s)', (authentication) => {
      expect(decide([candidate(rule)], { authentication })).toMatchObject(append);
    });

    it('lets in who was once a Cc of the ticket', () => {
      const withCc = candidate(rule, {}, [...known, 'boss@example.net']);
      expect(decide([withCc], from('boss@example.net'))).toMatchObject(append);
    });

    it('turns a stranger’s claim into a new ticket that may belong to the claimed one', () => {
      const decision = decide([candidate(rule)], from('mallory@example.net'));
      expect(decision).toMatchObject(openBeside);
      expect(decision.steps).toContainEqual({
        rule,
        matched: false,
        params: { ticketNumber: 1001, verdict: 'not_participant' },
      });
    });

    it('does not let a stranger in for having a participant in Cc', () => {
      const cc = [{ name: '', address: 'sara@example.org' }];
      expect(decide([candidate(rule)], { ...from('mallory@example.net'), cc, to: cc })).toMatchObject(openBeside);
    });

    it('does not let in a participant whose authentication failed', () => {
      expect(decide([candidate(rule)], { authentication: 'fail' })).toMatchObject(openBeside);
    });

    it.each([null, { name: 'Sara', address: '' }])('does not let in a sender that nobody can check: %p', (nobody) => {
      const withEmpty = candidate(rule, {}, [...known, '']);
      expect(decide([withEmpty], { from: nobody })).toMatchObject(openBeside);
    });

    it('lets in a colleague whose mail was proven to come from a participant’s domain', () => {
      expect(decide([candidate(rule)], { ...from('ali@example.org'), authentication: 'pass' })).toMatchObject(append);
    });

    it.each(['none', 'fail'] as const)(
      'does not let in a colleague unproven (authentication: %s)',
      (authentication) => {
        expect(decide([candidate(rule)], { ...from('ali@example.org'), authentication })).toMatchObject(openBeside);
      },
    );

    it.each(['gmail.com', 'yahoo.fr'])('knows that neighbours at %s are strangers', (domain) => {
      const neighbour = candidate(rule, {}, [`sara@${domain}`]);
      const mail = { ...from(`mallory@${domain}`), authentication: 'pass' as const };
      expect(decide([neighbour], mail)).toMatchObject(openBeside);
      expect(decide([neighbour], { ...mail, ...from(`sara@${domain}`) })).toMatchObject(append);
    });

    it.each(['ali@mail.example.org', 'ali@evil-example.org', 'example.org@evil.test', '"ali@example.org"@evil.test'])(
      'does not take %s for the domain of a participant',
      (address) => {
        expect(decide([candidate(rule)], { ...from(address), authentication: 'pass' })).toMatchObject(openBeside);
      },
    );
  });

  it('remembers the first ticket that a stranger pointed at', () => {
    const two = [candidate('references'), candidate('subject', { id: 'ticket-2' })];
    expect(decide(two, from('mallory@example.net'))).toMatchObject(openBeside);
  });
});

describe('a ticket in another inbox', () => {
  const elsewhere = { inboxId: 'inbox-2' };

  it.each(['reply_address', 'message_id', ...unproven] as const)(
    'is not found by %s: forwarded mail is a new matter',
    (rule) => {
      const decision = decide([candidate(rule, elsewhere)]);
      expect(decision).toMatchObject(openAlone);
      expect(decision.steps).toContainEqual({
        rule,
        matched: false,
        params: { ticketNumber: 1001, verdict: 'other_inbox' },
      });
    },
  );

  it.each(['reply_address', 'message_id', ...unproven] as const)(
    'that began as a chat is found by %s only where it is proven: its visitor answers the mail of a mailbox',
    (rule) => {
      const decision = decide([candidate(rule, { ...elsewhere, channel: 'chat' })]);
      expect(decision).toMatchObject(rule === 'reply_address' || rule === 'message_id' ? append : openAlone);
    },
  );

  it('does not stand in the way of one in this inbox', () => {
    const here = candidate('subject', { id: 'here' });
    expect(decide([candidate('message_id', elsewhere), here])).toMatchObject({ do: 'append', ticketId: 'here' });
  });
});

describe('the status of the ticket found', () => {
  it.each(['new', 'open', 'pending', 'on_hold', 'solved'] as const)('is no hindrance when it is %s', (status) => {
    expect(decide([candidate('subject', { status })])).toMatchObject(append);
  });

  it.each([0, 1, 29.9, 30])('opens a follow-up when it was closed %d days ago', (days) => {
    const decision = decide([candidate('subject', { status: 'closed', closedAt: daysAgo(days) })]);
    expect(decision).toMatchObject({ do: 'followUp', ofId: 'ticket-1' });
    expect(decision.steps.at(-1)).toEqual({
      rule: 'closed_ticket',
      matched: true,
      params: { ticketNumber: 1001, followUp: true },
    });
  });

  it.each([30.001, 400])('opens a ticket that is only softly linked when it was closed %d days ago', (days) => {
    const decision = decide([candidate('reply_address', { status: 'closed', closedAt: daysAgo(days) })]);
    expect(decision).toMatchObject(openBeside);
    expect(decision.steps.at(-1)).toMatchObject({ rule: 'closed_ticket', params: { followUp: false } });
  });

  it('counts a closed ticket without a closing time as closed long ago', () => {
    expect(decide([candidate('subject', { status: 'closed' })])).toMatchObject(openBeside);
  });

  it('does not tell a stranger’s mail from any other when the claimed ticket is closed', () => {
    const closed = candidate('subject', { status: 'closed', closedAt: daysAgo(1) });
    expect(decide([closed], from('mallory@example.net'))).toMatchObject(openBeside);
  });
});

describe('mail that is kept aside', () => {
  const awayNote: Partial<InboundMessage> = { automatic: { is: true, why: ['auto_submitted:auto-replied'] } };
  const looped: Partial<InboundMessage> = { automatic: { is: true, why: ['loop_header'] } };
  const forced = { ...context, force: true };

  it('opens no ticket', () => {
    const decision = decide([], awayNote);
    expect(decision).toMatchObject({ do: 'suspend', cause: 'auto_mailer' });
    expect(decision.steps.at(-1)).toEqual({ rule: 'suspend', matched: true, params: { cause: 'auto_mailer' } });
  });

  it('joins its ticket when no loop can come of it', () => {
    expect(decide([candidate('references')], awayNote)).toMatchObject(append);
  });

  it('joins no ticket when a loop could come of it', () => {
    const decision = decide([candidate('reply_address')], looped);
    expect(decision).toMatchObject({ do: 'suspend', cause: 'loop' });
    expect(decision.steps.at(-2)).toMatchObject({ rule: 'reply_address', matched: true });
  });

  it('opens no follow-up either: an out-of-office answer to a closed ticket', () => {
    const closed = candidate('reply_address', { status: 'closed', closedAt: daysAgo(1) });
    expect(decide([closed], awayNote)).toMatchObject({ do: 'suspend', cause: 'auto_mailer' });
    expect(decide([closed], awayNote, forced)).toMatchObject({ do: 'followUp' });
  });

  it('includes whatever claims to be from us', () => {
    const mail = from('support@diwan.test');
    expect(decide([candidate('reply_address')], mail)).toMatchObject({ do: 'suspend', cause: 'from_own_address' });
  });

  it('comes in when an admin forces it, by the same rules as any other', () => {
    expect(decide([], awayNote, forced)).toMatchObject(openAlone);
    expect(decide([candidate('message_id')], looped, forced)).toMatchObject(append);
    expect(decide([candidate('subject')], { ...awayNote, ...from('mallory@example.net') }, forced)).toMatchObject(
      openBeside,
    );
  });
});

describe('a mail that answers a solved ticket whose queue wants a new one', () => {
  const solved = { ...candidate('reply_address', { status: 'solved', solvedAt: daysAgo(1) }) };
  const strict: Candidate = { ...solved, followUp: { choice: 'new_ticket', days: 14 } };

  it('opens a follow-up and says why', () => {
    const decision = decide([strict]);
    expect(decision).toMatchObject({ do: 'followUp', ofId: 'ticket-1' });
    expect(decision.steps.at(-1)).toMatchObject({ rule: 'solved_ticket', matched: true });
  });

  it('is kept on the ticket when a machine wrote it, and opens nothing', () => {
    const automatic = { is: true, why: ['auto_submitted:auto-replied'] };
    expect(decide([strict], { automatic })).toMatchObject(append);
  });

  it('is suspended like any that opens a ticket when there is nothing in it', () => {
    expect(decide([strict], { subject: '', text: ' ' })).toMatchObject({ do: 'suspend', cause: 'blank' });
    expect(decide([solved], { subject: '', text: ' ' })).toMatchObject(append);
  });
});
