import type { RoutingRules } from '@diwan/contracts';
import { useState } from 'react';
import { ApiError } from '../../../api/client.js';
import { useSaveRules, useTryRules } from '../../../api/routing/rules.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { showToast } from '../../../ui/toasts.js';
import { DryRun } from './dry-run.js';
import { pointingAt } from './rule-draft.js';

type SaveBarProps = { draft: RoutingRules; onSaved: () => void; onDiscard: () => void };

/** What can be done with a draft: see what it would have done, save it, drop it. */
export function SaveBar({ draft, onSaved, onDiscard }: SaveBarProps) {
  const t = useTranslate();
  const save = useSaveRules();
  const attempt = useTryRules();
  const [tried, setTried] = useState<RoutingRules | null>(null);
  const submit = () =>
    save.mutate(draft, {
      onSuccess: () => {
        showToast({ text: t('state.saved'), milliseconds: 3000 });
        onSaved();
      },
    });
  const tryThem = () => {
    save.reset();
    attempt.mutate(draft, { onSuccess: () => setTried(draft) });
  };
  // What was refused of an earlier draft may hold no more.
  const refused = save.variables === draft ? save.error : null;
  const failed = attempt.variables === draft ? attempt.error : null;
  const isStale = refused instanceof ApiError && refused.code === 'rules.stale_version';
  return (
    <section
      aria-label={t('rules.unsaved')}
      className="sticky bottom-0 flex flex-col gap-3 rounded-card border border-border bg-subtle p-3 shadow-overlay"
    >
      <p className="text-ui">
        <span className="font-medium">{t('rules.unsaved')}</span>{' '}
        <span className="text-muted">{t(tried === draft ? 'rules.unsaved.tried' : 'rules.unsaved.tryFirst')}</span>
      </p>
      <Refusal error={refused ?? failed} rules={draft.rules} />
      {isStale ? (
        <div>
          <Button onPress={onDiscard}>{t('rules.loadNewer')}</Button>
        </div>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button look={tried === draft ? 'secondary' : 'primary'} isPending={attempt.isPending} onPress={tryThem}>
            {t('rules.try')}
          </Button>
          <Button look={tried === draft ? 'primary' : 'secondary'} isPending={save.isPending} onPress={submit}>
            {t('action.save')}
          </Button>
          <Button look="quiet" onPress={onDiscard}>
            {t('rules.discard')}
          </Button>
        </div>
      )}
      {attempt.data && tried === draft ? (
        <Dialog title={t('rules.try.title')} wide isOpen onClose={attempt.reset}>
          <DryRun result={attempt.data} rules={draft.rules} />
          <div className="flex justify-end gap-2">
            <Button onPress={attempt.reset}>{t('rules.try.back')}</Button>
            <Button
              look="primary"
              onPress={() => {
                attempt.reset();
                submit();
              }}
            >
              {t('rules.try.save')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </section>
  );
}

/** Where a rule points at something that is gone, its name says more than the code does. */
function Refusal({ error, rules }: { error: unknown; rules: RoutingRules['rules'] }) {
  const t = useTranslate();
  const ids =
    error instanceof ApiError && error.code === 'rules.unknown_target' ? error.problem?.params?.['ids'] : null;
  const lost = Array.isArray(ids) ? pointingAt(rules, ids) : [];
  if (lost.length === 0) return <FormError error={error} />;
  const names = lost.map(({ name }) => t('rules.quoted', { text: isolated(name) })).join(`${t('list.separator')} `);
  return (
    <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-ui text-text">
      {t('rules.unknownTarget', { names })}
    </p>
  );
}
