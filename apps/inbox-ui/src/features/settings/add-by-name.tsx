import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useTranslate } from '../../i18n/intl.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/forms/field.js';
import { FormError } from '../../ui/forms/form-errors.js';

type AddByNameProps = {
  label: string;
  maxLength: number;
  isPending: boolean;
  error: Error | null;
  /** Calls `done` once it is there. */
  onAdd: (name: string, done: () => void) => void;
};

/** One more of what a name is enough for. */
export function AddByName({ label, maxLength, isPending, error, onAdd }: AddByNameProps) {
  const t = useTranslate();
  const [name, setName] = useState('');
  return (
    <Form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(name, () => setName(''));
      }}
    >
      <div className="flex items-end gap-2">
        <Field label={label} maxLength={maxLength} value={name} onChange={setName} />
        <Button type="submit" isDisabled={name.trim() === ''} isPending={isPending}>
          {t('action.add')}
        </Button>
      </div>
      <FormError error={error} />
    </Form>
  );
}
