import { describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { ChatContext } from './chat-context.query.js';
import type { ChatInput } from './chat-input.js';
import { planChat } from './plan-chat.js';

const now = new Date('2026-11-25T10:00:00Z');
const inbox = { id: uuidv7(), queueId: uuidv7(), language: 'en' };
const context = (rest: Partial<ChatContext> = {}): ChatContext => ({
  inboxes: new Map([[inbox.id, inbox]]),
  contacts: new Map(),
  sessions: new Map(),
  tickets: new Map(),
  receipts: new Map(),
  files: new Map(),
  rules: [],
  knownTags: [],
  hours: { isOpenAt: () => true },
  followUps: new Map(),
  continuedTags: new Map(),
  ...rest,
});
const aVisitorOf = (locale = 'fa-IR') => ({
  id: uuidv7(),
  inboxId: inbox.id,
  identity: null,
  locale,
  userAgent: '',
  page: null,
});
const says = (visitor: ChatInput['visitor'], text = 'سلام', clientId = uuidv7()): ChatInput => ({
  visitor,
  clientId,
  text,
  fileIds: [],
});
const plan = (inputs: ChatInput[], at = context()) => {
  let number = 1000;
  return planChat(inputs, at, { takeNumber: async () => ++number, now });
};

describe('planChat', () => {
  it('opens one ticket for all that a new visitor writes, in the visitor’s language', async () => {
    const visitor = aVisitorOf();
    const { intake, verdicts, sessions, visitors } = await plan([says(visitor), says(visitor, 'کسی هست؟')]);
    expect([...intake.openedTickets.values()]).toMatchObject([
      { number: 1001, channel: 'chat', language: 'fa', lastSeq: 2, status: 'new', waitingSince: now },
    ]);
    expect(intake.contacts).toMatchObject([{ name: expect.stringContaining('بازدیدکننده'), language: 'fa' }]);
    expect([sessions.length, visitors.length]).toEqual([1, 1]);
    expect(verdicts).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  });

  it('takes the same message of one batch once', async () => {
    const visitor = aVisitorOf();
    const [id, text] = [uuidv7(), 'Once'];
    const { intake, verdicts } = await plan([says(visitor, text, id), says(visitor, text, id)]);
    expect(intake.messages).toHaveLength(1);
    expect(verdicts[0]).toEqual(verdicts[1]);
  });

  it('speaks the widget’s language to a browser of one that we do not speak', async () => {
    const { intake } = await plan([says(aVisitorOf('ja-JP'))]);
    expect([...intake.openedTickets.values()][0]?.language).toBe('en');
    expect(intake.contacts[0]?.name).toContain('Visitor');
  });

  it('wakes a solved ticket, and follows up a closed one with another', async () => {
    const visitor = aVisitorOf();
    const first = await plan([says(visitor)]);
    const [ticket] = [...first.intake.openedTickets.values()];
    const [session] = first.sessions;
    if (!ticket || !session) throw new Error('nothing was opened');
    const later = (status: 'solved' | 'closed') =>
      plan(
        [says(visitor, 'Again')],
        context({
          sessions: new Map([[visitor.id, session]]),
          tickets: new Map([[ticket.id, { ...ticket, status, assigneeId: uuidv7() }]]),
          contacts: new Map([[visitor.id, { contactId: ticket.contactId, name: 'Sara' }]]),
        }),
      );
    const solved = await later('solved');
    expect([...solved.intake.changedTickets.values()]).toMatchObject([{ id: ticket.id, status: 'open', lastSeq: 2 }]);
    const closed = await later('closed');
    expect([...closed.intake.openedTickets.values()]).toMatchObject([{ followUpOfId: ticket.id, lastSeq: 1 }]);
    expect(closed.endedSessionIds).toEqual([session.id]);
    expect(closed.intake.contacts).toEqual([]);
  });

  it('opens another ticket where the queue wants no solved one to be taken up again', async () => {
    const visitor = aVisitorOf();
    const { intake, sessions } = await plan([says(visitor)]);
    const [ticket] = [...intake.openedTickets.values()];
    const [session] = sessions;
    if (!ticket || !session) throw new Error('nothing was opened');
    const later = await plan(
      [says(visitor, 'Again')],
      context({
        sessions: new Map([[visitor.id, session]]),
        tickets: new Map([[ticket.id, { ...ticket, status: 'solved', solvedAt: now, assigneeId: uuidv7() }]]),
        followUps: new Map([[inbox.queueId, { choice: 'new_ticket', days: 0 }]]),
      }),
    );
    expect([...later.intake.openedTickets.values()]).toMatchObject([{ followUpOfId: ticket.id }]);
    expect(later.endedSessionIds).toEqual([session.id]);
  });

  it('refuses what belongs to a widget that is gone', async () => {
    const { verdicts, intake } = await plan([says(aVisitorOf())], context({ inboxes: new Map() }));
    expect(verdicts).toEqual([{ do: 'refused', code: 'chat.unknown_widget' }]);
    expect(intake.messages).toEqual([]);
  });
});
