/**
 * Decides which mails are fetched together and what becomes of one that the server lists but will not send.
 *
 * A mail must neither be skipped nor hold up the ones behind it. After a failed batch its mails are fetched one by one, so
 * the culprit shows. Refused 3 times (or the connection lost 10 times with nothing else under way, as with a server that
 * crashes on it), it is asked for its head only; after as many failures of that, an explanatory stub is stored in its
 * place, marked truncated. The original stays in the mailbox in every case.
 */
import { ChannelError } from '../../channel-error.js';
import type { RawMail } from '../raw-mail.js';
import { isRefusal } from './imap-errors.js';
import type { ImapSession, ListedMail } from './imap-session.js';

const mostMails = 50;
const mostBytes = 25_000_000;
const triesByFailure = { refused: 3, lost: 10 };

export type MailBatch = {
  mails: RawMail[];
  /** The last UID this batch has dealt with, gone ones included. */
  lastUid: number;
  /** How many of the pending mails are dealt with. */
  taken: number;
};

type Trouble = { uid: number; step: 'whole' | 'head' | 'stub'; refused: number; lost: number };

export type BatchReaderOptions = { folder: string; maxMailBytes: number };

/** Remembers trouble across connections; `pending` is ascending and not empty. */
export function createBatchReader({ folder, maxMailBytes }: BatchReaderOptions) {
  let carefulUntil = 0;
  let trouble: Trouble | null = null;

  const fetchPlan = async (session: ImapSession, plan: readonly ListedMail[]): Promise<RawMail[]> => {
    const whole = await session.fetchWhole(plan.map(({ uid }) => uid));
    const absent = plan.filter(({ uid }) => !whole.has(uid)).map(({ uid }) => uid);
    if (absent.length > 0) await assertGone(session, absent);
    return [...whole]
      .filter(([uid]) => plan.some((mail) => mail.uid === uid))
      .sort(([a], [b]) => a - b)
      .map(([uid, bytes]) => rawMail(session, uid, { bytes, truncated: false }));
  };
  const fetchOne = async (session: ImapSession, mail: ListedMail): Promise<RawMail[]> => {
    const step = trouble?.uid === mail.uid ? trouble.step : 'whole';
    if (step === 'stub') return [rawMail(session, mail.uid, { bytes: stubOf(folder, mail.uid), truncated: true })];
    if (step === 'whole' && mail.sizeBytes <= maxMailBytes) return fetchPlan(session, [mail]);
    const bytes = await session.fetchHead(mail.uid);
    if (bytes !== null) return [rawMail(session, mail.uid, { bytes, truncated: true })];
    await assertGone(session, [mail.uid]);
    return [];
  };
  const rawMail = (session: ImapSession, uid: number, content: Pick<RawMail, 'bytes' | 'truncated'>): RawMail => ({
    ...content,
    envelope: { from: null, to: [] },
    position: { folder, uidValidity: session.uidValidity, uid },
  });
  const note = (plan: readonly ListedMail[], error: unknown): void => {
    const [first] = plan;
    carefulUntil = Math.max(carefulUntil, plan.at(-1)?.uid ?? 0);
    if (plan.length === 1 && first !== undefined) trouble = worse(trouble, first.uid, isRefusal(error));
  };

  return {
    /** @throws whatever the session throws; nothing is dealt with then, and the next call does better. */
    async read(session: ImapSession, pending: readonly ListedMail[]): Promise<MailBatch> {
      const plan = planBatch(pending, { carefulUntil, maxMailBytes });
      const [first] = plan;
      try {
        const mails = plan.length === 1 && first ? await fetchOne(session, first) : await fetchPlan(session, plan);
        return { mails, lastUid: plan.at(-1)?.uid ?? 0, taken: plan.length };
      } catch (error) {
        note(plan, error);
        throw error;
      }
    },
    /** UIDs mean other mails now. */
    forget(): void {
      carefulUntil = 0;
      trouble = null;
    },
  };
}

/** The next mails up to 50 and 25 MB; one that is too large or under suspicion goes alone. */
export function planBatch(
  pending: readonly ListedMail[],
  { carefulUntil, maxMailBytes }: { carefulUntil: number; maxMailBytes: number },
): ListedMail[] {
  const plan: ListedMail[] = [];
  let bytes = 0;
  for (const mail of pending.slice(0, mostMails)) {
    const alone = mail.sizeBytes > maxMailBytes || mail.uid <= carefulUntil;
    bytes += mail.sizeBytes;
    if (plan.length > 0 && (alone || bytes > mostBytes)) break;
    plan.push(mail);
    if (alone) break;
  }
  return plan;
}

function worse(before: Trouble | null, uid: number, refusal: boolean): Trouble {
  const trouble: Trouble = before?.uid === uid ? { ...before } : { uid, step: 'whole', refused: 0, lost: 0 };
  trouble[refusal ? 'refused' : 'lost'] += 1;
  const isEnough = trouble.refused >= triesByFailure.refused || trouble.lost >= triesByFailure.lost;
  return isEnough ? { uid, step: trouble.step === 'whole' ? 'head' : 'stub', refused: 0, lost: 0 } : trouble;
}

/** A mail that somebody deleted meanwhile may be passed over; one that is still listed may not. */
async function assertGone(session: ImapSession, uids: readonly number[]): Promise<void> {
  const there = await session.listStillThere(uids);
  if (there.size === 0) return;
  const error = new ChannelError('channel.rejected_temporarily', {
    retryable: true,
    message: `The server lists mail ${[...there].join(', ')} and does not send it`,
  });
  throw Object.assign(error, { responseStatus: 'NO' });
}

const stubOf = (folder: string, uid: number): Buffer =>
  Buffer.from(
    [
      'Subject: A mail could not be fetched',
      'Auto-Submitted: auto-generated',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      `The mail server lists a mail in the folder ${JSON.stringify(folder)} (UID ${uid}) but does not hand it out.`,
      'It is still in the mailbox. Please read it there.',
      '',
    ].join('\r\n'),
  );
