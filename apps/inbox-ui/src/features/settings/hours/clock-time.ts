/** Times of day and lengths of time as they are typed, in any digits: "9:00", "17:30", "24:00" and, as a length, "72:00". */
import { asciiDigits } from '../../../i18n/digits.js';

const typed = /^(\d{1,4})(?::(\d{2}))?$/;

/** Minutes, or null when it is not one. */
export function minutesOf(text: string): number | null {
  const [, hours, minutes = '0'] = typed.exec(asciiDigits(text.trim()).replace('٫', ':')) ?? [];
  if (hours === undefined || Number(minutes) > 59) return null;
  return Number(hours) * 60 + Number(minutes);
}

export function clockText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
