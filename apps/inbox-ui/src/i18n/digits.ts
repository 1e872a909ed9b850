/** Persian (۰-۹) and Arabic (٠-٩) digits to ASCII; for every place where somebody types a number. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/** For plain-text places (titles, names read aloud) where no <bdi> can stand. Never stored. */
export function isolated(text: string): string {
  return `${firstStrongIsolate}${text}${popIsolate}`;
}
