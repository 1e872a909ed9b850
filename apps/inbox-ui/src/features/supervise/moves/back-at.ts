import { asciiDigits } from '../../../i18n/digits.js';

export const backChoices = ['never', '1', '2', '4', 'at'] as const;
export type BackDraft = { choice: (typeof backChoices)[number]; time: string };

const minute = 60_000;
const day = 1_440;

/** When the tickets go back: null for never; undefined while a time is wanted and what stands there is none. */
export function backAtOf({ choice, time }: BackDraft, now: Date, timeZone: string): string | null | undefined {
  if (choice === 'never') return null;
  if (choice === 'at') return nextTimeOfDay(time, now, timeZone)?.toISOString();
  return new Date(now.getTime() + Number(choice) * 60 * minute).toISOString();
}

/** The next moment at which clocks in a zone show "16:30"; digits of any script. Null when it is no time of day. */
export function nextTimeOfDay(text: string, now: Date, timeZone: string): Date | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(asciiDigits(text.trim())) ?? [];
  const wanted = Number(hours) * 60 + Number(minutes);
  if (!(Number(hours) < 24 && Number(minutes) < 60)) return null;
  const ahead = (wanted - minuteOfDay(now, timeZone) + day - 1) % day;
  const found = new Date((Math.floor(now.getTime() / minute) + ahead + 1) * minute);
  // Between now and then clocks may be put forward or back.
  const off = minuteOfDay(found, timeZone) - wanted;
  return off === 0 ? found : new Date(found.getTime() - off * minute);
}

function minuteOfDay(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const [hours = 0, minutes = 0] = parts.format(instant).split(':').map(Number);
  return hours * 60 + minutes;
}
