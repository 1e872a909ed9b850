import { describe, expect, it } from '@jest/globals';
import { noticeSentence } from './notice-sentence.js';

const ticket = { number: 123, subject: 'Where is it?' };
const told = (id: string, values?: Record<string, unknown>) => JSON.stringify([id, values]);

describe('the sentence of a notice', () => {
  it('names who escalated and why, each in its own direction', () => {
    const about = { kind: 'escalated', by: { name: 'سارا' }, reason: 'Threatens to leave' } as const;
    expect(noticeSentence({ about, ticket }, told)).toBe(
      told('notices.escalated', {
        number: '\u2066#123\u2069',
        name: '\u2068سارا\u2069',
        reason: '\u2068Threatens to leave\u2069',
      }),
    );
  });

  it.each(['due_soon', 'overdue'] as const)('says what is %s', (kind) => {
    const about = { kind, target: 'next_reply' } as const;
    expect(noticeSentence({ about, ticket }, told)).toBe(
      told(`notices.${kind}.next_reply`, { number: '\u2066#123\u2069' }),
    );
  });
});
