import type { ReactNode } from 'react';
import {
  Input,
  Label,
  NumberField as AriaNumberField,
  Text,
  type NumberFieldProps as AriaProps,
} from 'react-aria-components/NumberField';
import { asciiDigits } from '../../i18n/digits.js';
import { inputShape, labelShape } from './field.js';

type NumberFieldProps = Pick<AriaProps, 'name' | 'value' | 'minValue' | 'maxValue' | 'isDisabled' | 'step'> & {
  label: string;
  /** The label is for screen readers only. */
  bare?: boolean;
  hint?: ReactNode;
  /** Tells while it is typed what else waits until the field is left. */
  live?: boolean;
  onChange: (value: number) => void;
};

/** Shows and takes the digits of the language; what is not a number goes back to what stood there. */
export function NumberField({ label, bare, hint, live, onChange, ...props }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...props}
      {...(bare ? { 'aria-label': label } : {})}
      onChange={(value) => {
        if (Number.isFinite(value)) onChange(value);
      }}
      className="flex flex-col gap-1"
    >
      {bare ? null : <Label className={labelShape}>{label}</Label>}
      <Input
        className={`${inputShape} max-w-40 text-start`}
        onInput={({ currentTarget }) => {
          const typed = live ? wholeNumber(currentTarget.value) : null;
          if (typed !== null && typed >= (props.minValue ?? 0) && typed <= (props.maxValue ?? Infinity))
            onChange(typed);
        }}
      />
      {hint ? (
        <Text slot="description" className="text-meta text-muted">
          {hint}
        </Text>
      ) : null}
    </AriaNumberField>
  );
}

function wholeNumber(text: string): number | null {
  const digits = asciiDigits(text);
  return /^\d+$/.test(digits) ? Number(digits) : null;
}
