import { Plus, X } from 'lucide-react';
import { Input } from 'react-aria-components/Input';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { IconButton } from '../../../ui/button.js';
import { inputShape } from '../../../ui/forms/field.js';
import type { IntervalDraft } from './hours-draft.js';

type IntervalsProps = {
  /** Of the day, for whoever cannot see where the row stands. */
  name: string;
  intervals: readonly IntervalDraft[];
  onChange: (intervals: IntervalDraft[]) => void;
  isDisabled?: boolean;
};

/** One day: from when until when, as often as there is a pause between. */
export function IntervalsEditor({ name, intervals, onChange, isDisabled = false }: IntervalsProps) {
  const t = useTranslate();
  const { digits } = useFormat();
  const set = (index: number, over: Partial<IntervalDraft>) =>
    onChange(intervals.map((each, at) => (at === index ? { ...each, ...over } : each)));
  return (
    <div role="group" aria-label={name} className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1.5">
      {intervals.length === 0 ? <span className="text-ui text-muted">{t('hours.closed')}</span> : null}
      {intervals.map((interval, index) => (
        <span key={index} className="inline-flex items-center gap-1.5">
          {(['from', 'to'] as const).map((end) => (
            <span key={end} className="w-[72px]">
              <Input
                dir="ltr"
                inputMode="numeric"
                disabled={isDisabled}
                aria-label={t(`hours.${end}`, { name })}
                value={digits(interval[end])}
                onChange={({ target }) => {
                  const caret = target.selectionStart;
                  // Here and not only by what is rendered, or the caret would jump to the end.
                  target.value = digits(target.value);
                  target.setSelectionRange(caret, caret);
                  set(index, { [end]: target.value });
                }}
                className={`${inputShape} text-center`}
              />
            </span>
          ))}
          {isDisabled ? null : (
            <IconButton
              label={t('hours.removeInterval', { name })}
              onPress={() => onChange(intervals.filter((_, at) => at !== index))}
            >
              <X aria-hidden="true" size={15} />
            </IconButton>
          )}
        </span>
      ))}
      {isDisabled ? null : (
        <IconButton
          label={t('hours.addInterval', { name })}
          onPress={() =>
            onChange([...intervals, intervals.length === 0 ? { from: '9:00', to: '17:00' } : { from: '', to: '' }])
          }
        >
          <Plus aria-hidden="true" size={15} />
        </IconButton>
      )}
    </div>
  );
}
