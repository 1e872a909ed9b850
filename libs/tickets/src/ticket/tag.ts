import { foldText, zeroWidthNonJoiner } from '../text/fold.js';

/** A word that people put on tickets to find, count and route them by. */
export type Tag = { id: string; name: string };

/**
 * Tags whose names have the same key are one tag: case, letter variants and digits of Arabic and Persian, and whether a
 * word is written joined, apart or with a zero-width non-joiner. Empty for a name without anything to read.
 */
export function tagKey(name: string): string {
  return foldText(name).replaceAll(zeroWidthNonJoiner, '').replaceAll(/\s+/g, '');
}
