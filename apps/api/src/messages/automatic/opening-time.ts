import type { Organisation } from '@diwan/contracts';

/** How the organisation writes dates. */
export type Conventions = Pick<Organisation, 'calendar' | 'digits' | 'timeZone'>;

/** When business hours open, and the zone that they are kept in. */
export type Opening = { at: Date; timeZone: string };

/**
 * An opening as a sentence of the language has it, in the organisation's calendar and digits, never a locale's own. The
 * clock is that of the hours, which an inbox may keep elsewhere: its zone is named then.
 */
export function openingTime(opening: Opening, language: string, { calendar, digits, timeZone }: Conventions): string {
  return new Intl.DateTimeFormat(`${language}-u-ca-${calendar}-nu-${digits}`, {
    timeZone: opening.timeZone,
    ...(opening.timeZone === timeZone ? {} : { timeZoneName: 'long' }),
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(opening.at);
}
