// Reads winmail.dat (MS-OXTNEF). Our own because node-tnef copies the rest of the file for every attribute, throws away what
// it has at the first damage, knows only 8-bit file names and logs to stdout.
import iconv from 'iconv-lite';
import { decodableCharset } from '../charset/decodable-charset.js';
import { readMapiProperties, type MapiProperties } from './read-mapi-properties.js';

export type TnefFile = { name: string; contentType: string; contentId: string | null; content: Buffer };
export type Tnef = { files: TnefFile[]; text: string | null; html: Buffer | null; codePage: string; damaged: boolean };

const signature = 0x223e9f78;
const attributes = {
  renderData: 0x9002,
  attachData: 0x800f,
  attachTitle: 0x8010,
  attachProperties: 0x9005,
  messageProperties: 0x9003,
  body: 0x800c,
  codePage: 0x9007,
} as const;
const properties = {
  body: 0x1000,
  html: 0x1013,
  attachData: 0x3701,
  attachName: 0x3704,
  attachLongName: 0x3707,
  attachType: 0x370e,
  attachId: 0x3712,
  displayName: 0x3001,
} as const;
const attachmentLevel = 2;

/** @returns null when `bytes` are no TNEF at all; otherwise everything up to the first damage. */
export function readTnef(bytes: Buffer): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null;
  const tnef: Tnef = { files: [], text: null, html: null, codePage: 'windows-1252', damaged: false };
  // Level (1), id (2), type (2), length (4), data, checksum (2).
  for (let at = 6; at < bytes.length;) {
    const length = at + 9 <= bytes.length ? bytes.readUInt32LE(at + 5) : Infinity;
    if (at + 9 + length > bytes.length) {
      tnef.damaged = true;
      break;
    }
    const id = bytes.readUInt16LE(at + 1);
    const data = bytes.subarray(at + 9, at + 9 + length);
    if (bytes.readUInt8(at) === attachmentLevel) readFileAttribute(tnef, id, data);
    else readMessageAttribute(tnef, id, data);
    at += 9 + length + 2;
  }
  tnef.files = tnef.files.filter((file) => file.content.length > 0);
  return tnef;
}

function readMessageAttribute(tnef: Tnef, id: number, data: Buffer): void {
  if (id === attributes.codePage && data.length >= 4)
    tnef.codePage = decodableCharset(`windows-${data.readUInt32LE(0)}`) ?? tnef.codePage;
  else if (id === attributes.body) tnef.text ??= eightBit(data, tnef.codePage);
  else if (id === attributes.messageProperties) readBodies(tnef, propertiesOf(tnef, data));
}

function readFileAttribute(tnef: Tnef, id: number, data: Buffer): void {
  if (id === attributes.renderData) {
    tnef.files.push({ name: '', contentType: '', contentId: null, content: Buffer.alloc(0) });
    return;
  }
  const file = tnef.files.at(-1);
  // An attachment attribute before any attachment: damaged, but what follows may be whole.
  if (file === undefined) tnef.damaged = true;
  else if (id === attributes.attachTitle) file.name ||= eightBit(data, tnef.codePage);
  else if (id === attributes.attachData) file.content = data;
  else if (id === attributes.attachProperties) describeFile(file, propertiesOf(tnef, data));
}

function describeFile(file: TnefFile, found: MapiProperties): void {
  const text = (id: number): string => found.strings.get(id) ?? '';
  file.name =
    text(properties.attachLongName) || text(properties.displayName) || file.name || text(properties.attachName);
  file.contentType = text(properties.attachType).toLowerCase();
  file.contentId = text(properties.attachId).replace(/[<>]/g, '') || null;
  const embedded = found.binaries.get(properties.attachData);
  if (file.content.length === 0 && embedded !== undefined) file.content = embedded;
}

function readBodies(tnef: Tnef, found: MapiProperties): void {
  tnef.text = found.strings.get(properties.body) ?? tnef.text;
  tnef.html = found.binaries.get(properties.html) ?? tnef.html;
}

function propertiesOf(tnef: Tnef, data: Buffer): MapiProperties {
  const found = readMapiProperties(data, tnef.codePage);
  if (found.damaged) tnef.damaged = true;
  return found;
}

function eightBit(data: Buffer, codePage: string): string {
  return iconv.decode(data, codePage).replace(/\0+$/, '');
}
