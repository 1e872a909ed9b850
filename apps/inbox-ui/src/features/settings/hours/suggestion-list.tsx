import type { SuggestedHoliday } from '@diwan/contracts';
import { useState } from 'react';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Checkbox } from '../../../ui/forms/field.js';
import { Select } from '../../../ui/forms/select.js';
import type { HolidayDraft } from './hours-draft.js';
import { draftsOf, isPresent, keyOf, shifted } from './suggested-holidays.js';

const shifts = ['-1', '0', '1'] as const;
type Shift = (typeof shifts)[number];

type ListProps = {
  suggestions: readonly SuggestedHoliday[];
  present: readonly HolidayDraft[];
  onAdd: (holidays: HolidayDraft[]) => void;
};

/** All that is new is ticked; nothing is added before the button is pressed. */
export function SuggestionList({ suggestions, present, onAdd }: ListProps) {
  const t = useTranslate();
  const addable = suggestions.filter((each) => !isPresent(present, each));
  const [left, setLeft] = useState<readonly string[]>([]);
  const [moved, setMoved] = useState<Readonly<Record<string, Shift>>>({});
  const [moonEveryYear, setMoonEveryYear] = useState(false);
  const shiftOf = (each: SuggestedHoliday): Shift => moved[keyOf(each)] ?? '0';
  const chosen = addable.filter((each) => !left.includes(keyOf(each)));
  return (
    <>
      {addable.length > 0 ? (
        <Checkbox
          isSelected={chosen.length === addable.length}
          isIndeterminate={chosen.length > 0 && chosen.length < addable.length}
          onChange={(all) => setLeft(all ? [] : addable.map(keyOf))}
        >
          <span className="font-medium">{t('hours.suggest.all')}</span>
        </Checkbox>
      ) : null}
      <ul className="flex flex-col divide-y divide-border rounded-card border border-border">
        {suggestions.map((each) => (
          <SuggestionRow
            key={keyOf(each)}
            suggested={each}
            isPresent={!addable.includes(each)}
            isChosen={chosen.includes(each)}
            shift={shiftOf(each)}
            onShift={(shift) => setMoved({ ...moved, [keyOf(each)]: shift })}
            onChoose={(choose) => setLeft(choose ? left.filter((key) => key !== keyOf(each)) : [...left, keyOf(each)])}
          />
        ))}
      </ul>
      {suggestions.some(({ byMoon }) => byMoon) ? (
        <div className="flex flex-col gap-1">
          <Checkbox isSelected={moonEveryYear} onChange={setMoonEveryYear}>
            {t('hours.suggest.moonEveryYear')}
          </Checkbox>
          <p className="text-meta text-muted">{t('hours.suggest.moonEveryYear.text')}</p>
        </div>
      ) : null}
      <p className="text-meta text-muted">{t('hours.suggest.source')}</p>
      <div className="flex justify-end">
        <Button
          look="primary"
          isDisabled={chosen.length === 0}
          onPress={() =>
            onAdd(
              draftsOf(
                chosen.map((each) => shifted(each, Number(shiftOf(each)))),
                moonEveryYear,
              ),
            )
          }
        >
          {t('hours.suggest.add', { count: chosen.length })}
        </Button>
      </div>
    </>
  );
}

type RowProps = {
  suggested: SuggestedHoliday;
  isPresent: boolean;
  isChosen: boolean;
  onChoose: (choose: boolean) => void;
  shift: Shift;
  onShift: (shift: Shift) => void;
};

function SuggestionRow({ suggested, isPresent: isThere, isChosen, onChoose, shift, onShift }: RowProps) {
  const t = useTranslate();
  const format = useFormat();
  const { name, byMoon, recurs, calendar } = suggested;
  const comesAgain = byMoon
    ? t('hours.suggest.byMoon')
    : recurs
      ? t('hours.suggest.everyYear', { calendar: t(`calendar.${calendar}`) })
      : t('hours.suggest.once');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3 py-2">
      <Checkbox isSelected={isChosen} isDisabled={isThere} onChange={onChoose}>
        <span className="flex flex-col">
          <bdi>{name}</bdi>
          <span className="text-meta text-muted">
            {format.day(shifted(suggested, Number(shift)).date)} · {isThere ? t('hours.suggest.present') : comesAgain}
          </span>
        </span>
      </Checkbox>
      {byMoon && !isThere ? (
        <Select
          bare
          label={t('hours.suggest.shift', { name })}
          value={shift}
          options={shifts.map((id) => ({ id, label: t(`hours.suggest.shift.${shiftNames[id]}`) }))}
          onChange={onShift}
        />
      ) : null}
    </li>
  );
}

const shiftNames = { '-1': 'earlier', '0': 'none', '1': 'later' } as const;
