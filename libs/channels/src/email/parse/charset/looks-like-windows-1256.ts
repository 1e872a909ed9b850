// Tells Arabic and Persian text in windows-1256 from other 8-bit text by what its bytes would be as letters.
import iconv from 'iconv-lite';

const sampleBytes = 64 * 1024;
const arabicLetter = /[\u0621-\u064a\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06cc\u06d2]/;
/** Marks that ordinary text of these languages contains: comma, semicolon, question mark, tatweel, harakat, ZWNJ, quotes, dashes. */
const companion = /[\u060c\u061b\u061f\u0640\u2013\u2014\u2018-\u201e\u2026\u00ab\u00bb\u00a0]|\p{Mn}|\p{Cf}/u;
/** The letters that make up more than half of any Arabic or Persian text. */
const frequent = /[\u0627\u0644\u064a\u0645\u0646\u0648\u0631\u062a\u0628\u0647\u062f\u0633]/;

/**
 * @returns whether `bytes` are Arabic-script text in windows-1256. Latin, Cyrillic, Greek and Hebrew code pages fall on
 * the accented Latin letters of windows-1256 and are refused.
 */
export function looksLikeWindows1256(bytes: Uint8Array): boolean {
  const high = Buffer.from(bytes.subarray(0, sampleBytes)).filter((byte) => byte >= 0x80);
  if (high.length < 2) return false;
  let letters = 0;
  let common = 0;
  let foreign = 0;
  for (const character of iconv.decode(Buffer.from(high), 'windows-1256')) {
    if (arabicLetter.test(character)) {
      letters++;
      if (frequent.test(character)) common++;
    } else if (!companion.test(character)) foreign++;
  }
  return letters > 0 && foreign <= letters * 0.1 && common >= letters * 0.45;
}
