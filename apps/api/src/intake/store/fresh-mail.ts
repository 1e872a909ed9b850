const mostBytes = 24 * 1024 * 1024;
const mostMails = 200;

/**
 * The bytes of mails that this process has just stored, by receipt: understanding them need not fetch them back. No more
 * than a shortcut: what is not here, or no longer, is in the database.
 */
export class FreshMail {
  private readonly mails = new Map<string, Buffer>();
  private bytes = 0;

  /** The oldest make room. */
  keep(receiptId: string, raw: Buffer): void {
    if (raw.length > mostBytes) return;
    this.mails.set(receiptId, raw);
    this.bytes += raw.length;
    for (const oldest of this.mails.keys()) {
      if (this.mails.size <= mostMails && this.bytes <= mostBytes) break;
      this.drop(oldest);
    }
  }

  drop(receiptId: string): void {
    this.bytes -= this.mails.get(receiptId)?.length ?? 0;
    this.mails.delete(receiptId);
  }

  /** As it is now, whatever is kept and dropped while somebody works with it. */
  snapshot(): ReadonlyMap<string, Buffer> {
    return new Map(this.mails);
  }
}
