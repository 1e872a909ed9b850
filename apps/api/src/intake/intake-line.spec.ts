import { describe, expect, it } from '@jest/globals';
import type { ClaimedMail } from './understand/claim-mail.query.js';
import { IntakeLine } from './intake-line.js';
import type { UnderstoodMail } from './understand/understood-mail.js';

const claim = (id: string): ClaimedMail => ({ id, raw: Buffer.alloc(10) }) as ClaimedMail;
const understood = (id: string): UnderstoodMail => ({ claim: { id } }) as UnderstoodMail;
const idsOf = (mails: readonly UnderstoodMail[]): string[] => mails.map((mail) => mail.claim.id);

function aLine(...ids: string[]): IntakeLine {
  const line = new IntakeLine();
  for (const id of ids) line.add(claim(id), 0);
  return line;
}

describe('IntakeLine', () => {
  it('hands mails out in the order of their arrival, whatever was parsed first', () => {
    const line = aLine('1', '2', '3');
    for (const id of ['3', '1', '2']) line.understood(understood(id));
    expect(idsOf(line.takeReady(10, 1))).toEqual(['1', '2', '3']);
  });

  it('keeps an answer behind its question while that is being parsed', () => {
    const line = aLine('question', 'answer');
    line.understood(understood('answer'));
    expect(line.takeReady(10, 249)).toEqual([]);
    expect(line.patienceLeftMs(249)).toBe(1);
  });

  it('lets the others overtake a mail that takes too long', () => {
    const line = aLine('1', 'slow', '3');
    for (const id of ['1', '3']) line.understood(understood(id));
    expect(idsOf(line.takeReady(10, 100))).toEqual(['1']);
    expect(idsOf(line.takeReady(10, 250))).toEqual(['3']);
    expect(line.patienceLeftMs(250)).toBeNull();
  });

  it('hands nothing out twice, and no more than asked for', () => {
    const line = aLine('1', '2', '3');
    for (const id of ['1', '2', '3']) line.understood(understood(id));
    expect(idsOf(line.takeReady(2, 1))).toEqual(['1', '2']);
    expect(idsOf(line.takeReady(2, 1))).toEqual(['3']);
    expect(line.takeReady(2, 1)).toEqual([]);
  });

  it('counts what is in it until it is removed', () => {
    const line = aLine('1', '2');
    expect([line.size, line.bytes]).toEqual([2, 20]);
    line.remove('1');
    expect([line.ids, line.bytes]).toEqual([['2'], 10]);
  });
});
