/**
 * Outlook's Thread-Index: base64 of a 22 byte header (6 bytes of time, whose first is 0x01, and a 16 byte GUID) and one
 * 5 byte child block a reply. Source: [MS-OXOMSG] 2.2.1.3 PidTagConversationIndex.
 */
const headerBytes = 22;
const childBytes = 5;
/** Every reply adds a block; a thread this deep is cut to its header, which is all that anybody compares. */
const mostChildren = 50;

/** FILETIME counts 100 ns since 1601-01-01. */
const filetimeOf = (at: Date): bigint => (BigInt(at.getTime()) + 11_644_473_600_000n) * 10_000n;

/**
 * `parent` is the index of the mail that is answered (22 bytes or more, base64); the answer's own index, or null when
 * `parent` is none.
 */
export function extendThreadIndex(parent: string, now: Date): string | null {
  const bytes = Buffer.from(parent, 'base64');
  if (bytes.length < headerBytes || bytes[0] !== 1) return null;
  const whole = Math.floor((bytes.length - headerBytes) / childBytes);
  const kept = whole < mostChildren ? headerBytes + whole * childBytes : headerBytes;
  return Buffer.concat([bytes.subarray(0, kept), childBlock(bytes, now)]).toString('base64');
}

/**
 * One bit that says how the difference to the header's time is cut (0: bits 18-48, below 1.7 years; 1: bits 23-53), 31
 * bits of that difference, 8 bits to tell apart two answers of the same moment (random in Outlook, nothing reads them).
 */
function childBlock(header: Buffer, now: Date): Buffer {
  const started = BigInt(`0x${header.subarray(0, 6).toString('hex')}`) << 16n;
  const passed = filetimeOf(now) - started;
  const difference = passed > 0n ? passed : 0n;
  const isLong = difference >> 49n !== 0n;
  const cut = (difference >> (isLong ? 23n : 18n)) & 0x7fff_ffffn;
  const block = Buffer.alloc(childBytes);
  block.writeUInt32BE(Number(cut | (isLong ? 0x8000_0000n : 0n)), 0);
  block[4] = now.getMilliseconds() & 0xff;
  return block;
}
