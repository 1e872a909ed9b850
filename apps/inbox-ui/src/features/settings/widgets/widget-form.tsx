import type { Inbox, Queue, Widget } from '@diwan/contracts';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useSaveWidget } from '../../../api/chat.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { languages, ownNames } from '../../../i18n/language.js';
import { Button } from '../../../ui/button.js';
import { Checkbox, Field } from '../../../ui/forms/field.js';
import { FormError, useFieldErrors } from '../../../ui/forms/form-errors.js';
import { Radios } from '../../../ui/forms/radios.js';
import { Select } from '../../../ui/forms/select.js';
import { AccentField } from './accent-field.js';
import { IdentityFields } from './identity-fields.js';
import { requestOf, wrongOrigin, type WidgetDraft } from './widget-draft.js';

type WidgetFormProps = {
  id: string | undefined;
  initial: WidgetDraft;
  queues: readonly Queue[];
  mailboxes: readonly Inbox[];
  onSaved: (widget: Widget) => void;
};

export function WidgetForm({ id, initial, queues, mailboxes, onSaved }: WidgetFormProps) {
  const t = useTranslate();
  const [draft, setDraft] = useState(initial);
  const save = useSaveWidget();
  const change = (over: Partial<WidgetDraft>) => setDraft((old) => ({ ...old, ...over }));
  return (
    <Form
      className="flex flex-col gap-4"
      validationErrors={useFieldErrors(save.error)}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ ...requestOf(draft), id }, { onSuccess: onSaved });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t('widget.name')}
          name="name"
          hint={t('widget.name.hint')}
          isRequired
          maxLength={120}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <Select
          label={t('inbox.queue')}
          value={draft.queueId}
          options={queues.map((queue) => ({ id: queue.id, label: queue.name }))}
          onChange={(queueId) => change({ queueId })}
        />
        <Select
          label={t('widget.language')}
          hint={t('widget.language.hint')}
          value={draft.language}
          options={languages.map((each) => ({ id: each, label: ownNames[each] }))}
          onChange={(language) => change({ language })}
        />
        <Select
          label={t('widget.mailbox')}
          hint={t('widget.mailbox.hint')}
          value={draft.mailInboxId}
          options={[
            { id: '', label: t('widget.mailbox.none') },
            ...mailboxes.map(({ id: mailboxId, name }) => ({ id: mailboxId, label: name })),
          ]}
          onChange={(mailInboxId) => change({ mailInboxId })}
        />
      </div>
      <Field
        label={t('widget.origins')}
        name="origins"
        hint={t('widget.origins.hint', { example: isolated('https://shop.example'), star: '\u2066*.\u2069' })}
        rows={3}
        code
        value={draft.origins}
        validate={(text) => {
          const wrong = wrongOrigin(text);
          return wrong && t(`widget.origins.${wrong.why}`, { text: isolated(wrong.text) });
        }}
        onChange={(origins) => change({ origins })}
      />
      <Greetings draft={draft} onChange={change} />
      <div className="grid gap-4 sm:grid-cols-2">
        <AccentField value={draft.accent} onChange={(accent) => change({ accent })} />
        <Radios
          label={t('widget.position')}
          value={draft.position}
          options={(['end', 'start'] as const).map((each) => ({ id: each, label: t(`widget.position.${each}`) }))}
          onChange={(position) => change({ position })}
        />
      </div>
      <IdentityFields draft={draft} onChange={change} />
      <Checkbox isSelected={draft.enabled} onChange={(enabled) => change({ enabled })}>
        {t('inbox.enabled')}
      </Checkbox>
      <FormError error={save.error} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}

function Greetings({ draft, onChange }: { draft: WidgetDraft; onChange: (over: Partial<WidgetDraft>) => void }) {
  const t = useTranslate();
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="text-ui font-medium">{t('widget.greetings')}</legend>
      <p className="text-meta text-muted">{t('widget.greetings.hint')}</p>
      <div className="grid gap-3 sm:grid-cols-3">
        {languages.map((language) => (
          <Field
            key={language}
            label={ownNames[language]}
            name={`greetings.${language}`}
            rows={3}
            maxLength={500}
            value={draft.greetings[language]}
            onChange={(text) => onChange({ greetings: { ...draft.greetings, [language]: text } })}
          />
        ))}
      </div>
    </fieldset>
  );
}
