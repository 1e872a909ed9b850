import type { Organisation } from '@diwan/contracts';

/** How the organisation writes dates. */
export type Conventions = Pick<Organisation, 'calendar' | 'digits' | 'timeZone'>;

/** A time as a sentence of the language has it, by the organisation's clock, calendar and digits; never a locale's own. */
export function openingTime(at: Date, language: string, { calendar, digits, timeZone }: Conventions): string {
  return new Intl.DateTimeFormat(`${language}-u-ca-${calendar}-nu-${digits}`, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
