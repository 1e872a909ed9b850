import type { Tag, UsedTag } from '@diwan/contracts';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useMergeTag, useSaveTag } from '../../../api/tags.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Field } from '../../../ui/forms/field.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { Select } from '../../../ui/forms/select.js';

export function TagForm({ tag, onSaved }: { tag: Tag | null; onSaved: () => void }) {
  const t = useTranslate();
  const save = useSaveTag();
  const [name, setName] = useState(tag?.name ?? '');
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ id: tag?.id, name }, { onSuccess: onSaved });
      }}
    >
      <Field label={t('field.name')} isRequired autoFocus maxLength={80} value={name} onChange={setName} />
      <FormError error={save.error} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}

type MergeFormProps = { tag: UsedTag; others: readonly Tag[]; onSaved: () => void };

export function MergeForm({ tag, others, onSaved }: MergeFormProps) {
  const t = useTranslate();
  const merge = useMergeTag();
  const [intoId, setIntoId] = useState<string | null>(null);
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (intoId !== null) merge.mutate({ id: tag.id, intoId }, { onSuccess: onSaved });
      }}
    >
      <p className="text-message text-muted">{t('tags.merge.text', { tickets: tag.tickets })}</p>
      <Select
        label={t('tags.mergeInto')}
        value={intoId}
        options={others.map(({ id, name }) => ({ id, label: name }))}
        onChange={setIntoId}
      />
      <FormError error={merge.error} />
      <div className="flex justify-end">
        <Button type="submit" look="danger" isDisabled={intoId === null} isPending={merge.isPending}>
          {t('tags.merge')}
        </Button>
      </div>
    </Form>
  );
}
