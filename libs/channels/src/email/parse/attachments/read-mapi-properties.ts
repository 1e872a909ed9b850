// The property list inside a TNEF attribute (MS-OXTNEF 2.1.3.4): id and type, then values padded to four bytes.
import iconv from 'iconv-lite';

export type MapiProperties = { strings: Map<number, string>; binaries: Map<number, Buffer>; damaged: boolean };

const fixedBytes: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
const string8 = 0x1e;
const unicode = 0x1f;
const multiValued = 0x1000;
const firstNamed = 0x8000;
const mostValues = 10_000;

/** Reads until the end or the first value that does not fit; what was read before is kept. */
export function readMapiProperties(data: Buffer, codePage: string): MapiProperties {
  const found: MapiProperties = { strings: new Map(), binaries: new Map(), damaged: false };
  const reader = new Reader(data);
  try {
    const count = reader.uint32();
    for (let read = 0; read < count; read++) readProperty(reader, found, codePage);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    found.damaged = true;
  }
  return found;
}

function readProperty(reader: Reader, found: MapiProperties, codePage: string): void {
  const tag = reader.uint32();
  const type = tag & 0xffff;
  const id = tag >>> 16;
  if (id >= firstNamed) skipName(reader);
  const kind = type & ~multiValued;
  const fixed = fixedBytes[kind];
  const counted = fixed === undefined || (type & multiValued) !== 0;
  const values = counted ? reader.uint32() : 1;
  if (values > mostValues) throw new RangeError('too many values');
  for (let n = 0; n < values; n++) {
    const value = fixed === undefined ? reader.padded(reader.uint32()) : reader.padded(fixed);
    if (n === 0) keep(found, { id, kind, value }, codePage);
  }
}

function keep(
  found: MapiProperties,
  { id, kind, value }: { id: number; kind: number; value: Buffer },
  codePage: string,
): void {
  if (kind === unicode) found.strings.set(id, iconv.decode(value, 'utf-16le').replace(/\0+$/, ''));
  else if (kind === string8) found.strings.set(id, iconv.decode(value, codePage).replace(/\0+$/, ''));
  else if (fixedBytes[kind] === undefined) found.binaries.set(id, value);
}

/** A GUID, then a number or a counted UTF-16 name. */
function skipName(reader: Reader): void {
  reader.padded(16);
  if (reader.uint32() === 0) reader.uint32();
  else reader.padded(reader.uint32());
}

class Reader {
  private at = 0;
  constructor(private readonly data: Buffer) {}

  uint32(): number {
    const value = this.data.readUInt32LE(this.at);
    this.at += 4;
    return value;
  }

  padded(length: number): Buffer {
    if (this.at + length > this.data.length) throw new RangeError('value does not fit');
    const value = this.data.subarray(this.at, this.at + length);
    this.at += length + ((4 - (length % 4)) % 4);
    return value;
  }
}
