import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { labelShape } from './field.js';

type RadioOption<T extends string> = { id: T; label: string; hint?: ReactNode };
type RadiosProps<T extends string> = {
  label: string;
  value: T;
  options: readonly RadioOption<T>[];
  onChange: (value: T) => void;
};

/** A few choices that want to be seen together, each with its explanation. */
export function Radios<T extends string>({ label, value, options, onChange }: RadiosProps<T>) {
  return (
    <RadioGroup
      value={value}
      onChange={(next) => {
        const option = options.find(({ id }) => id === next);
        if (option) onChange(option.id);
      }}
      className="flex flex-col gap-1.5"
    >
      <Label className={labelShape}>{label}</Label>
      {options.map(({ id, label: name, hint }) => (
        <Radio key={id} value={id} className="group flex min-h-6 items-start gap-2 text-ui">
          <span className="mt-px grid size-[18px] shrink-0 place-items-center rounded-full border border-control bg-bg group-selected:border-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus">
            <span aria-hidden="true" className="size-2.5 rounded-full group-selected:bg-accent" />
          </span>
          <span>
            {name}
            {hint ? <span className="block text-meta text-muted">{hint}</span> : null}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
