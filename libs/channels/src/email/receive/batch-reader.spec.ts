import { describe, expect, it } from '@jest/globals';
import { createBatchReader, planBatch } from './batch-reader.js';
import type { ImapSession, ListedMail } from './imap-session.js';

type Behaviour = 'sends' | 'refuses' | 'drops' | 'withholds' | 'gone';

/** A mailbox in memory in which single mails misbehave; `heads` says whether their heads can be had. */
function mailbox(behaviours: Behaviour[], heads = true) {
  const refusal = () => Object.assign(new Error('NO'), { responseStatus: 'NO' });
  const asked: number[][] = [];
  const of = (uid: number): Behaviour => behaviours[uid - 1] ?? 'gone';
  const session: ImapSession = {
    uidValidity: '7',
    lastByteAt: () => new Date(0),
    listAfter: async () => [],
    listStillThere: async (uids) => new Set(uids.filter((uid) => of(uid) !== 'gone')),
    async fetchWhole(uids) {
      asked.push([...uids]);
      if (uids.some((uid) => of(uid) === 'refuses')) throw refusal();
      if (uids.some((uid) => of(uid) === 'drops')) throw Object.assign(new Error('lost'), { code: 'NoConnection' });
      return new Map(uids.filter((uid) => of(uid) === 'sends').map((uid) => [uid, Buffer.from(`mail ${uid}`)]));
    },
    async fetchHead(uid) {
      if (of(uid) === 'gone') return null;
      if (!heads) throw refusal();
      return Buffer.from(`head ${uid}`);
    },
    markSeen: async () => true,
    waitForNews: async () => undefined,
    close: () => undefined,
  };
  const listed: ListedMail[] = behaviours.map((_, index) => ({ uid: index + 1, sizeBytes: 10 }));
  return { session, listed, asked };
}

/** Reads until all is dealt with, as the receiver does; every failed read is one try. */
async function readAll({ session, listed }: ReturnType<typeof mailbox>) {
  const reader = createBatchReader({ folder: 'INBOX', maxMailBytes: 1_000 });
  const stored: [number | undefined, string, boolean][] = [];
  let pending = listed;
  let failures = 0;
  while (pending.length > 0 && failures < 100) {
    try {
      const batch = await reader.read(session, pending);
      stored.push(
        ...batch.mails.map(
          (mail) => [mail.position?.uid, mail.bytes.toString(), mail.truncated] as [number, string, boolean],
        ),
      );
      expect(batch.lastUid).toBe(pending[batch.taken - 1]?.uid);
      pending = pending.slice(batch.taken);
    } catch {
      failures += 1;
    }
  }
  return { stored, failures };
}

describe('the batch reader', () => {
  it('reads a healthy mailbox in one go', async () => {
    const box = mailbox(['sends', 'sends', 'sends']);
    const { stored, failures } = await readAll(box);
    expect(stored.map(([uid]) => uid)).toEqual([1, 2, 3]);
    expect([failures, box.asked.length]).toEqual([0, 1]);
  });

  it.each<[Behaviour, number]>([
    ['refuses', 4],
    ['withholds', 4],
    ['drops', 11],
  ])('stores the head of a mail that the server %s, after %s tries, and all others whole', async (behaviour, tries) => {
    const { stored, failures } = await readAll(mailbox(['sends', behaviour, 'sends']));
    expect(failures).toBe(tries);
    expect(stored).toEqual([
      [1, 'mail 1', false],
      [2, 'head 2', true],
      [3, 'mail 3', false],
    ]);
  });

  it('stores an explanation when not even the head can be had', async () => {
    const { stored, failures } = await readAll(mailbox(['sends', 'refuses', 'sends'], false));
    expect(failures).toBe(7);
    expect(stored.map(([uid, , truncated]) => [uid, truncated])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
    expect(stored[1]?.[1]).toContain('(UID 2)');
  });

  it('passes over mails that are gone', async () => {
    const { stored, failures } = await readAll(mailbox(['sends', 'gone', 'gone', 'sends', 'gone']));
    expect(stored.map(([uid]) => uid)).toEqual([1, 4]);
    expect(failures).toBe(0);
  });
});

describe('planBatch', () => {
  const mails = (...sizes: number[]): ListedMail[] => sizes.map((sizeBytes, index) => ({ uid: index + 1, sizeBytes }));
  const plan = (listed: ListedMail[], carefulUntil = 0) =>
    planBatch(listed, { carefulUntil, maxMailBytes: 50_000_000 }).map(({ uid }) => uid);

  it.each([
    ['25 MB at most', mails(10e6, 10e6, 10e6), 0, [1, 2]],
    ['one mail at least', mails(40e6, 1), 0, [1]],
    ['an oversized mail alone', mails(60e6, 1), 0, [1]],
    ['nothing beside an oversized mail', mails(1, 60e6, 1), 0, [1]],
    ['one at a time while careful', mails(1, 1, 1), 2, [1]],
    ['50 mails at most', mails(...Array.from({ length: 80 }, () => 1)), 0, Array.from({ length: 50 }, (_, i) => i + 1)],
  ])('takes %s', (_name, listed, carefulUntil, expected) => {
    expect(plan(listed, carefulUntil)).toEqual(expected);
  });
});
