import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Label, Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { useTranslate } from '../../i18n/intl.js';
import { inputShape, labelShape } from './field.js';

export type Option<T extends string> = { id: T; label: string; icon?: ReactNode };
type SelectProps<T extends string> = {
  label: string;
  /** The label is for screen readers only. */
  bare?: boolean;
  value: T | null;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  hint?: ReactNode;
  isDisabled?: boolean;
};

export const popoverShape =
  'z-40 min-w-(--trigger-width) overflow-auto rounded-card border border-border bg-bg p-1 shadow-overlay entering:animate-[appear_120ms_ease-out]';
export const optionShape =
  'flex min-h-8 cursor-default items-center gap-2 rounded-control px-2.5 text-ui text-text outline-none focus:bg-sunken selected:font-medium selected:text-accent';

export function Select<T extends string>({ label, bare, value, options, onChange, hint, isDisabled }: SelectProps<T>) {
  const t = useTranslate();
  return (
    <AriaSelect
      placeholder={t('select.placeholder')}
      aria-label={bare ? label : undefined!}
      value={value}
      onChange={(next) => {
        const option = options.find(({ id }) => id === next);
        if (option) onChange(option.id);
      }}
      isDisabled={isDisabled ?? false}
      className="flex min-w-0 flex-col gap-1"
    >
      {bare ? null : <Label className={labelShape}>{label}</Label>}
      <Button className={`${inputShape} flex items-center justify-between gap-2 text-start`}>
        <SelectValue className="flex min-w-0 items-center gap-2 truncate" />
        <ChevronDown aria-hidden="true" size={15} className="shrink-0 text-muted" />
      </Button>
      {hint ? (
        <Text slot="description" className="text-meta text-muted">
          {hint}
        </Text>
      ) : null}
      <Popover className={popoverShape}>
        <ListBox items={options} className="outline-none">
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={optionShape}>
              {option.icon}
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
