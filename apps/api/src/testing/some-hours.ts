import type { BusinessHours } from '@diwan/contracts';
import type { Queryable } from '../database/database.js';

const allDay = [{ fromMinute: 0, toMinute: 1440 }];
const isoWeekday = (at: Date): number => ((at.getUTCDay() + 6) % 7) + 1;

/** Open around the clock, closed never. */
export const openNow: BusinessHours = {
  timeZone: 'UTC',
  week: Array.from({ length: 7 }, () => allDay),
  seasons: [],
  holidays: [],
};

/** Open one day a week, from nine to five, three days from now; also when the spec runs over midnight. */
export function closedNow(): BusinessHours {
  const weekday = isoWeekday(new Date(Date.now() + 3 * 86_400_000));
  const week = openNow.week.map((_, index) => (index + 1 === weekday ? [{ fromMinute: 540, toMinute: 1020 }] : []));
  return { ...openNow, week };
}

/** Valid, but every day of a century lies in a season without hours. */
export const closedForGood: BusinessHours = {
  ...openNow,
  seasons: [{ name: 'Moved out', from: '2000-01-01', to: '2100-01-01', week: openNow.week.map(() => []) }],
};

/** Open around the clock, but not on the holidays around today. */
export function onHoliday(): BusinessHours {
  const holidays = [-1, 0, 1].map((days) => {
    const date = new Date(Date.now() + days * 86_400_000);
    const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
    return { name: 'Feast', calendar: 'gregory' as const, month, day, year: date.getUTCFullYear(), intervals: [] };
  });
  return { ...openNow, holidays };
}

/** The inbox has these hours, and answers who writes outside of them. */
export async function giveHours(database: Queryable, inboxId: string, hours: BusinessHours | null): Promise<void> {
  await database.query('update inboxes set business_hours = $2, answers_out_of_hours = true where id = $1', [
    inboxId,
    hours && JSON.stringify(hours),
  ]);
}
