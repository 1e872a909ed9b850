import { mailLimits } from '../mail-limits.js';

const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const loneSurrogates = /\p{Surrogate}/gu;
const forbidden = /[\u0000-\u001f\u007f-\u009f\u2028\u2029<>:"|?*]/g;

/**
 * A file name that is safe to show and to save: the last part of any path, no control or bidi characters (which let
 * "gpj.exe" pass for "exe.jpg"), at most 255 bytes of UTF-8 with its extension kept. '' when nothing is left.
 */
export function safeFileName(name: string): string {
  const last = name.replace(loneSurrogates, '').replace(bidiControls, '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(forbidden, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return cutToBytes(clean, mailLimits.fileNameBytes);
}

function cutToBytes(name: string, bytes: number): string {
  if (Buffer.byteLength(name) <= bytes) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= 32 ? name.slice(dot) : '';
  const room = bytes - Buffer.byteLength(extension);
  let stem = '';
  let used = 0;
  for (const character of extension === '' ? name : name.slice(0, dot)) {
    used += Buffer.byteLength(character);
    if (used > room) break;
    stem += character;
  }
  return stem.trimEnd() + extension;
}
