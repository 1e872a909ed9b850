import { useIntl } from 'react-intl';
import { useSession } from '../../../api/session.js';
import type { WeekDraft } from './hours-draft.js';
import { IntervalsEditor } from './intervals-editor.js';

/** 5 January 1970 was a Monday. */
export const dayNamed = (isoDay: number) => new Date(Date.UTC(1970, 0, 4 + isoDay));

export function useDayName(): (isoDay: number) => string {
  const { locale } = useIntl();
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return (isoDay) => names.format(dayNamed(isoDay));
}

type WeekEditorProps = { week: WeekDraft; onChange: (week: WeekDraft) => void; isDisabled?: boolean };

/** Seven days, from the one with which the organisation's week begins. */
export function WeekEditor({ week, onChange, isDisabled = false }: WeekEditorProps) {
  const { weekStart } = useSession().organisation;
  const nameOf = useDayName();
  const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => ((weekStart - 1 + offset) % 7) + 1);
  return (
    <ul className="flex flex-col gap-1.5">
      {days.map((day) => (
        <li key={day} className="grid items-center gap-x-3 sm:grid-cols-[110px_1fr]">
          <span className="text-ui font-medium">{nameOf(day)}</span>
          <IntervalsEditor
            name={nameOf(day)}
            intervals={week[day - 1] ?? []}
            isDisabled={isDisabled}
            onChange={(intervals) => onChange(week.map((each, index) => (index === day - 1 ? intervals : each)))}
          />
        </li>
      ))}
    </ul>
  );
}
