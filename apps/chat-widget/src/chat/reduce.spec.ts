import { describe, expect, it } from '@jest/globals';
import { type ChatConversation, type ChatMessage, type ChatServerFrame, chatServerFrame } from '@diwan/contracts';
import fc from 'fast-check';
import { type ChatState, emptyChat } from './chat-state.js';
import { type ChatAction, nextToSend, reduce } from './reduce.js';

const conversationId = '11111111-1111-4111-8111-111111111111';
const at = '2026-11-25T08:00:00.000Z';
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const conversation: ChatConversation = {
  id: conversationId,
  state: 'served',
  agentName: 'Sara',
  position: null,
  agentReadSeq: 0,
  rating: null,
};
const message = (seq: number, from: ChatMessage['from'] = 'agent', id = idOf(seq)): ChatMessage => ({
  id,
  seq,
  from,
  name: '',
  text: `${seq}`,
  files: [],
  at,
});
const frame = (value: ChatServerFrame): ChatAction => ({ type: 'frame', frame: chatServerFrame.parse(value) });
const messages = (...list: ChatMessage[]) => frame({ type: 'messages', conversationId, messages: list });
const welcome = (list: ChatMessage[], complete: boolean) =>
  frame({ type: 'welcome', token: 't', conversation, messages: list, complete, details: { name: '', email: null } });
const write = (n: number): ChatAction => ({
  type: 'write',
  message: { id: idOf(n), text: `${n}`, files: [], at: n, failure: null },
});
const run = (...actions: ChatAction[]) => actions.reduce(reduce, emptyChat);
const seqs = (state: ChatState) => state.messages.map(({ seq }) => seq);

describe('reduce', () => {
  it('puts what comes late in its place', () => {
    expect(seqs(run(welcome([], true), messages(message(5)), messages(message(2), message(5))))).toEqual([2, 5]);
  });

  it('forgets the screen when it is told to', () => {
    expect(seqs(run(welcome([message(2)], true), welcome([message(7)], true)))).toEqual([7]);
    expect(seqs(run(welcome([message(2)], true), welcome([message(7)], false)))).toEqual([2, 7]);
  });

  it('begins anew with another conversation, and keeps what is not sent and what was said', () => {
    const other = { ...conversation, id: idOf(99) };
    const state = run(welcome([message(2)], true), write(1), frame({ type: 'conversation', conversation: other }));
    expect(state).toMatchObject({ conversationId: idOf(99), messages: [], heardSeq: 0, outbox: [{ id: idOf(1) }] });
    expect(state.earlier.map(({ seq }) => seq)).toEqual([2]);
    expect(reduce(state, welcome([], true)).earlier).toEqual([]);
  });

  it('does not take a message of its own for proof that it has heard all before it', () => {
    const state = run(welcome([], true), write(1), frame({ type: 'taken', id: idOf(1), conversationId, seq: 5, at }));
    expect(state).toMatchObject({ heardSeq: 0, outbox: [], messages: [{ seq: 5, from: 'visitor' }] });
  });

  it('sends one at a time, in the order of writing, and passes over what was refused', () => {
    const refused = frame({ type: 'refused', id: idOf(1), code: 'chat.empty_message', retryAfterSeconds: null });
    const state = run(welcome([], true), write(1), write(2), refused);
    expect(nextToSend(state)?.id).toBe(idOf(2));
    const again = reduce(state, { type: 'retry', id: idOf(1) });
    expect(again.outbox.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
  });

  it('ends the typing of somebody whose message has come', () => {
    const typing = frame({ type: 'typing', name: 'Sara', on: true });
    expect(run(welcome([], true), typing).typist).toBe('Sara');
    expect(run(welcome([], true), typing, messages(message(3))).typist).toBeNull();
  });

  it('knows up to where the team has read, and never less', () => {
    const seen = (seq: number) => frame({ type: 'seen', conversationId, seq });
    expect(run(welcome([], true), seen(4), seen(2)).conversation?.agentReadSeq).toBe(4);
  });

  it('stays closed once it was closed', () => {
    const refused = frame({ type: 'refused', id: null, code: 'chat.foreign_origin', retryAfterSeconds: null });
    expect(run(refused, { type: 'link', link: 'lost' })).toMatchObject({
      link: 'closed',
      closedBy: 'chat.foreign_origin',
    });
  });

  it('ends with every message once and in order, whatever was cut, repeated and resumed', () => {
    const step = fc.constantFrom('agent', 'visitor', 'send', 'deliver', 'repeat', 'cut', 'resume');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const wire = new Wire();
        for (const name of steps) wire[name]();
        wire.settle();
        expect(seqs(wire.state)).toEqual(wire.log.map(({ seq }) => seq));
        expect(wire.log.filter(({ from }) => from === 'visitor').map(({ id }) => id)).toEqual(wire.written);
        expect(wire.state.outbox).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

/** A server with a log, a browser, and a wire between them whose frames can be lost in both directions. */
class Wire {
  state = emptyChat;
  log: ChatMessage[] = [];
  written: string[] = [];
  #isUp = false;
  #down: ChatAction[] = [];
  #delivered: ChatAction[] = [];
  #next = 0;

  agent() {
    const news = this.#add('agent', idOf((this.#next += 1)));
    if (this.#isUp) this.#down.push(messages(news));
  }
  visitor() {
    this.#next += 1;
    this.written.push(idOf(this.#next));
    this.state = reduce(this.state, write(this.#next));
  }
  /** The answer may still be lost, and the same message sent again. */
  send() {
    const next = this.#isUp ? nextToSend(this.state) : null;
    if (next === null) return;
    const { seq } = this.log.find(({ id }) => id === next.id) ?? this.#add('visitor', next.id);
    // An answer passes what waits.
    this.#down.unshift(frame({ type: 'taken', id: next.id, conversationId, seq, at }));
  }
  deliver() {
    const action = this.#down.shift();
    if (action === undefined) return;
    this.state = reduce(this.state, action);
    this.#delivered.push(action);
  }
  repeat() {
    const last = this.#delivered.at(-1);
    if (last !== undefined && this.#isUp) this.#down.push(last);
  }
  cut() {
    this.#isUp = false;
    this.#down = [];
    this.#delivered = [];
    this.state = reduce(this.state, { type: 'link', link: 'lost' });
  }
  resume() {
    this.cut();
    this.#isUp = true;
    const { heardSeq } = this.state;
    const news = this.log.filter(({ seq }) => seq > heardSeq);
    this.state = reduce(this.state, welcome(news, heardSeq === 0));
  }
  settle() {
    this.resume();
    while (this.state.outbox.length > 0 || this.#down.length > 0) {
      this.send();
      this.deliver();
    }
    this.resume();
  }
  #add(from: ChatMessage['from'], id: string): ChatMessage {
    const added = message((this.log.at(-1)?.seq ?? 0) + 2, from, id);
    this.log.push(added);
    return added;
  }
}
