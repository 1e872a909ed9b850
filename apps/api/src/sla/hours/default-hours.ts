import type { Organisation } from '@diwan/contracts';
import type { BusinessHours } from '@diwan/tickets';

/** Until somebody says otherwise: from nine to five on every day that is no weekend. */
export function defaultHours({ timeZone, weekend }: Pick<Organisation, 'timeZone' | 'weekend'>): BusinessHours {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    weekend.includes(weekday) ? [] : [{ fromMinute: 9 * 60, toMinute: 17 * 60 }],
  );
  return { timeZone, week, seasons: [], holidays: [] };
}
