import { Checkbox, labelShape } from './field.js';

type CheckboxesProps<T extends string> = {
  label: string;
  options: readonly { id: T; name: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
};

/** Any number of a few things. */
export function Checkboxes<T extends string>({ label, options, chosen, onChange }: CheckboxesProps<T>) {
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1.5">
      <span className={labelShape}>{label}</span>
      {options.map(({ id, name }) => (
        <Checkbox
          key={id}
          isSelected={chosen.includes(id)}
          onChange={(isChosen) => onChange(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id))}
        >
          <bdi>{name}</bdi>
        </Checkbox>
      ))}
    </div>
  );
}
