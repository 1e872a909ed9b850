import type { ClaimedMail } from './understand/claim-mail.query.js';
import type { UnderstoodMail } from './understand/understood-mail.js';

type Entry = { claim: ClaimedMail; since: number; understood: UnderstoodMail | null; writing: boolean };

/** A mail that takes longer than this to parse is overtaken by those behind it. */
const patienceMs = 250;

/**
 * The mails between claim and verdict, in the order of their arrival. They are written in that order, so that a question
 * comes before its answer; but a mail that is slow to parse, made so or not, holds nobody up for long.
 */
export class IntakeLine {
  private readonly entries = new Map<string, Entry>();

  add(claim: ClaimedMail, now: number): void {
    this.entries.set(claim.id, { claim, since: now, understood: null, writing: false });
  }

  understood(mail: UnderstoodMail): void {
    const entry = this.entries.get(mail.claim.id);
    if (entry) entry.understood = mail;
  }

  remove(id: string): void {
    this.entries.delete(id);
  }

  get ids(): string[] {
    return [...this.entries.keys()];
  }

  get size(): number {
    return this.entries.size;
  }

  get bytes(): number {
    return [...this.entries.values()].reduce((sum, entry) => sum + entry.claim.raw.length, 0);
  }

  /** Up to `limit` mails that may be written now, taken so that nobody else writes them. */
  takeReady(limit: number, now: number): UnderstoodMail[] {
    const ready: UnderstoodMail[] = [];
    for (const entry of this.entries.values()) {
      if (ready.length === limit) break;
      if (entry.writing) continue;
      if (entry.understood) {
        entry.writing = true;
        ready.push(entry.understood);
      } else if (now - entry.since < patienceMs) break;
    }
    return ready;
  }

  /** Milliseconds until patience with the first unparsed mail runs out; null when nobody waits behind one. */
  patienceLeftMs(now: number): number | null {
    const young = [...this.entries.values()].find((entry) => !entry.understood && now - entry.since < patienceMs);
    return young ? young.since + patienceMs - now : null;
  }
}
