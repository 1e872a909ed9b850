import { ApiError } from '../../../api/client.js';
import { useCodeSentence, useTranslate, type Translate } from '../../../i18n/intl.js';
import type { HoursDraft } from './hours-draft.js';
import { useDayName } from './week-editor.js';

/** What the server refuses, each with where it stands: a day, a season, a holiday. */
export function HoursProblems({ error, draft }: { error: unknown; draft: HoursDraft }) {
  const t = useTranslate();
  const codeSentence = useCodeSentence();
  const dayName = useDayName();
  const errors = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  if (errors.length === 0) return null;
  return (
    <ul role="alert" className="flex flex-col gap-1 rounded-control bg-danger-soft px-3 py-2 text-ui">
      {errors.map(({ path, code }) => (
        <li key={`${path}${code}`}>
          <bdi className="font-medium">{placeOf(path, { draft, dayName, t })}</bdi>{' '}
          {codeSentence(`invalid.${code}`, 'invalid.any')}
        </li>
      ))}
    </ul>
  );
}

type Names = { draft: HoursDraft; dayName: (isoDay: number) => string; t: Translate };

/** `week.0.1`, `seasons.2.week.0.1`, `holidays.3`: the name of what was typed wrongly. */
function placeOf(path: string, { draft, dayName, t }: Names): string {
  // A preview and an inbox hold the hours under a name of their own.
  const [kind, index = '', ...rest] = path.replace(/^(hours|businessHours)\./, '').split('.');
  const dayIn = ([day]: string[]) => (day === undefined ? [] : [dayName(Number(day) + 1)]);
  switch (kind) {
    case 'week':
      return [t('hours.week'), ...dayIn(index === '' ? [] : [index])].join(', ');
    case 'holidays':
      return draft.holidays[Number(index)]?.name || t('hours.holidays');
    case 'seasons':
      return [draft.seasons[Number(index)]?.name || t('hours.seasons'), ...dayIn(rest.slice(1))].join(', ');
    default:
      return t('organisation.timeZone');
  }
}
