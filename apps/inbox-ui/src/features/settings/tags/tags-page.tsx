import type { UsedTag } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usedTagsQuery, useDeleteTag } from '../../../api/tags.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Confirm, Dialog } from '../../../ui/dialog.js';
import { Empty, QueryState, useProblemSentence } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { SettingsPage } from '../settings-layout.js';
import { MergeForm, TagForm } from './tag-forms.js';

type Step = { kind: 'form'; tag: UsedTag | null } | { kind: 'merge' | 'delete'; tag: UsedTag };

export function TagsPage() {
  const t = useTranslate();
  const query = useQuery(usedTagsQuery);
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  return (
    <SettingsPage
      title={t('settings.tags')}
      text={t('tags.text')}
      permission="queues.manage"
      actions={
        <Button look="primary" onPress={() => setStep({ kind: 'form', tag: null })}>
          {t('tags.new')}
        </Button>
      }
    >
      <QueryState query={query} rows={3} />
      {query.data?.length === 0 ? <Empty title={t('tags.none')} /> : null}
      <ul className="flex flex-col gap-2">
        {query.data?.map((tag) => (
          <TagItem key={tag.id} tag={tag} mayMerge={query.data.length > 1} onStep={setStep} />
        ))}
      </ul>
      {step ? <StepDialog step={step} others={query.data ?? []} onClose={close} /> : null}
    </SettingsPage>
  );
}

type StepDialogProps = { step: Step; others: readonly UsedTag[]; onClose: () => void };

function StepDialog({ step, others, onClose }: StepDialogProps) {
  const t = useTranslate();
  const remove = useDeleteTag();
  const sentence = useProblemSentence();
  const { tag } = step;
  const name = isolated(tag?.name ?? '');
  switch (step.kind) {
    case 'form':
      return (
        <Dialog title={tag ? t('tags.renameOf', { name }) : t('tags.new')} isOpen onClose={onClose}>
          <TagForm tag={tag} onSaved={onClose} />
        </Dialog>
      );
    case 'merge':
      return (
        <Dialog title={t('tags.mergeOf', { name })} isOpen onClose={onClose}>
          <MergeForm tag={step.tag} others={others.filter(({ id }) => id !== step.tag.id)} onSaved={onClose} />
        </Dialog>
      );
    case 'delete':
      return (
        <Confirm
          title={t('tags.delete.title', { name })}
          text={t('tags.delete.text', { tickets: step.tag.tickets })}
          action={t('action.delete')}
          danger
          isOpen
          onClose={onClose}
          onConfirm={() =>
            remove.mutate(step.tag.id, { onError: (error) => showToast({ text: sentence(error), tone: 'bad' }) })
          }
        />
      );
  }
}

type TagItemProps = { tag: UsedTag; mayMerge: boolean; onStep: (step: Step) => void };

/** What rules or policies name can go nowhere, so that is not offered. */
function TagItem({ tag, mayMerge, onStep }: TagItemProps) {
  const t = useTranslate();
  const { name, tickets, rules, policies } = tag;
  const isNeeded = rules + policies > 0;
  return (
    <li className="flex flex-wrap items-center gap-3 rounded-card border border-border p-3">
      <div className="min-w-48 grow">
        <p className="text-message font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </p>
        <p className="text-meta text-muted">
          {t('tags.uses', { tickets })}
          {isNeeded ? ` · ${t('tags.neededBy', { rules, policies })}` : null}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="small" onPress={() => onStep({ kind: 'form', tag })} aria-label={t('tags.renameOf', { name })}>
          {t('tags.rename')}
        </Button>
        {isNeeded ? null : (
          <>
            {mayMerge ? (
              <Button
                size="small"
                onPress={() => onStep({ kind: 'merge', tag })}
                aria-label={t('tags.mergeOf', { name })}
              >
                {t('tags.merge')}
              </Button>
            ) : null}
            <Button
              size="small"
              onPress={() => onStep({ kind: 'delete', tag })}
              aria-label={t('tags.deleteOf', { name })}
            >
              {t('action.delete')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
