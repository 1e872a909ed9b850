import type { ReactNode } from 'react';
import type { ValidationResult } from 'react-aria-components/FieldError';
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components/Checkbox';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components/TextField';
import { Check } from 'lucide-react';
import { useTranslate, type Translate } from '../../i18n/intl.js';

export const inputShape =
  'w-full min-h-8 rounded-control border border-control bg-bg px-2.5 py-1 text-ui text-text outline-offset-1 data-invalid:border-danger disabled:opacity-60';

export const labelShape = 'text-ui font-medium text-text';

type FieldProps = Omit<TextFieldProps, 'className' | 'style' | 'children'> & {
  label: string;
  hint?: ReactNode;
  placeholder?: string;
  rows?: number;
  /** Addresses, hosts and codes read left to right in every language. */
  code?: boolean;
};

export function Field({ label, hint, placeholder, rows, code, ...props }: FieldProps) {
  const t = useTranslate();
  const dir = code ? { dir: 'ltr' as const } : { dir: 'auto' as const };
  return (
    <TextField {...props} className="flex flex-col gap-1">
      <Label className={labelShape}>
        {label}
        {props.isRequired ? (
          <span aria-hidden="true" className="text-danger ms-0.5">
            *
          </span>
        ) : null}
      </Label>
      {rows ? (
        <TextArea {...dir} rows={rows} placeholder={placeholder ?? ''} className={inputShape} />
      ) : (
        <Input {...dir} placeholder={placeholder ?? ''} className={`${inputShape} ${code ? 'text-start' : ''}`} />
      )}
      {hint ? (
        <Text slot="description" className="text-meta text-muted">
          {hint}
        </Text>
      ) : null}
      <FieldError className="text-meta text-danger">
        {(result) => complaint(result, { t, minLength: props.minLength ?? 1 })}
      </FieldError>
    </TextField>
  );
}

/** The browser finds the error but words it in its own language, which need not be the chosen one. */
function complaint(
  { validationDetails: found, validationErrors }: ValidationResult,
  { t, minLength }: { t: Translate; minLength: number },
): string {
  if (found.valueMissing) return t('invalid.required');
  if (found.typeMismatch) return t('invalid.email');
  if (found.tooShort) return t('invalid.passwordShort', { count: minLength });
  if (found.customError) return validationErrors.join(' ');
  return t('invalid.any');
}

export function Checkbox({
  children,
  ...props
}: Omit<CheckboxProps, 'className' | 'style' | 'children'> & { children?: ReactNode }) {
  return (
    <AriaCheckbox {...props} className="group flex min-h-6 items-center gap-2 text-ui">
      <span className="grid size-[18px] shrink-0 place-items-center rounded-[4px] border border-control bg-bg text-on-accent group-selected:border-accent group-selected:bg-accent group-data-indeterminate:bg-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus">
        <Check aria-hidden="true" size={13} strokeWidth={3} className="opacity-0 group-selected:opacity-100" />
      </span>
      {children}
    </AriaCheckbox>
  );
}
