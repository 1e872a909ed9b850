import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Field } from '../../../ui/forms/field.js';
import { ActionFields } from './action-fields.js';
import { ConditionFields } from './condition-fields.js';
import { draftOf, freshDraft, ruleOf, type Rule, type RuleDraft } from './rule-draft.js';

/** Changes the draft of the page; nothing is stored here. */
export function RuleForm({ rule, onDone }: { rule: Rule | null; onDone: (rule: Rule) => void }) {
  const t = useTranslate();
  const [draft, setDraft] = useState<RuleDraft>(rule ? draftOf(rule) : freshDraft);
  const [doesNothing, setDoesNothing] = useState(false);
  const change = (part: Partial<RuleDraft>) => {
    setDoesNothing(false);
    setDraft((before) => ({ ...before, ...part }));
  };
  return (
    <Form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        const made = ruleOf(draft, rule?.id ?? crypto.randomUUID());
        if (made) onDone(made);
        else setDoesNothing(true);
      }}
    >
      <Field
        label={t('field.name')}
        isRequired
        autoFocus
        maxLength={120}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <ConditionFields draft={draft} onChange={change} />
      <ActionFields draft={draft} onChange={change} />
      {doesNothing ? (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-ui text-text">
          {t('rules.doesNothing')}
        </p>
      ) : null}
      <div className="flex justify-end">
        <Button type="submit" look="primary">
          {t('rules.apply')}
        </Button>
      </div>
    </Form>
  );
}
