import type { AwayReason } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { awayReasonsQuery, useChangeAwayReasons } from '../../../api/routing/staffing.js';
import { isolated } from '../../../i18n/digits.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Field } from '../../../ui/forms/field.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { reasonWord } from '../../../ui/presence-word.js';
import { QueryState } from '../../../ui/states.js';
import { AddByName } from '../add-by-name.js';
import { SettingsPage } from '../settings-layout.js';

/** What somebody who goes away can choose from. */
export function AwayReasonsPage() {
  const t = useTranslate();
  const query = useQuery(awayReasonsQuery);
  const change = useChangeAwayReasons();
  const [renamed, setRenamed] = useState<AwayReason | null>(null);
  const reasons = query.data ?? [];
  const [offered, retired] = [reasons.filter((each) => !each.retired), reasons.filter((each) => each.retired)];
  const swap = (index: number) => {
    const keys = [...offered, ...retired].map(({ key }) => key);
    change.mutate({ kind: 'order', keys: keys.toSpliced(index, 2, ...keys.slice(index, index + 2).toReversed()) });
  };
  return (
    <SettingsPage title={t('settings.awayReasons')} text={t('awayReasons.text')} permission="staffing.manage">
      <QueryState query={query} rows={3} />
      <FormError error={change.error} />
      <ol aria-label={t('settings.awayReasons')} className="flex flex-col gap-2">
        {offered.map((reason, index) => (
          <Item key={reason.key} reason={reason} onRename={() => setRenamed(reason)}>
            <IconButton
              label={t('awayReasons.up', { name: nameOf(reason, t) })}
              isDisabled={index === 0}
              onPress={() => swap(index - 1)}
            >
              <ArrowUp aria-hidden="true" size={15} />
            </IconButton>
            <IconButton
              label={t('awayReasons.down', { name: nameOf(reason, t) })}
              isDisabled={index === offered.length - 1}
              onPress={() => swap(index)}
            >
              <ArrowDown aria-hidden="true" size={15} />
            </IconButton>
          </Item>
        ))}
      </ol>
      <AddForm />
      {retired.length > 0 ? (
        <section aria-label={t('awayReasons.retired')} className="flex flex-col gap-3 border-t border-border pt-5">
          <h3 className="text-title font-semibold">{t('awayReasons.retired')}</h3>
          <p className="text-ui text-muted">{t('awayReasons.retired.text')}</p>
          <ul className="flex flex-col gap-2">
            {retired.map((reason) => (
              <Item key={reason.key} reason={reason} onRename={() => setRenamed(reason)} />
            ))}
          </ul>
        </section>
      ) : null}
      {renamed ? <RenameDialog reason={renamed} onClose={() => setRenamed(null)} /> : null}
    </SettingsPage>
  );
}

function nameOf(reason: AwayReason, t: ReturnType<typeof useTranslate>): string {
  return reasonWord(reason, t) ?? isolated(reason.key);
}

type ItemProps = { reason: AwayReason; onRename: () => void; children?: ReactNode };

function Item({ reason, onRename, children }: ItemProps) {
  const t = useTranslate();
  const change = useChangeAwayReasons();
  const { key, retired } = reason;
  const name = nameOf(reason, t);
  return (
    <li className="flex flex-wrap items-center gap-2 rounded-card border border-border p-3">
      <p className="min-w-32 grow text-message font-medium wrap-anywhere">{name}</p>
      {children}
      <Button size="small" onPress={onRename} aria-label={t('awayReasons.renameOf', { name })}>
        {t('awayReasons.rename')}
      </Button>
      <Button
        size="small"
        isPending={change.isPending}
        aria-label={t(retired ? 'awayReasons.restoreOf' : 'awayReasons.retireOf', { name })}
        onPress={() => change.mutate({ kind: 'change', key, retired: !retired })}
      >
        {t(retired ? 'awayReasons.restore' : 'awayReasons.retire')}
      </Button>
    </li>
  );
}

function AddForm() {
  const t = useTranslate();
  const { mutate, isPending, error } = useChangeAwayReasons();
  const add = (name: string, onSuccess: () => void) => mutate({ kind: 'add', name }, { onSuccess });
  return <AddByName label={t('awayReasons.new')} maxLength={60} isPending={isPending} error={error} onAdd={add} />;
}

function RenameDialog({ reason, onClose }: { reason: AwayReason; onClose: () => void }) {
  const t = useTranslate();
  const change = useChangeAwayReasons();
  const own = reasonWord({ key: reason.key, name: null }, t);
  const [name, setName] = useState(reason.name ?? own ?? '');
  const store = (next: string | null) =>
    change.mutate({ kind: 'change', key: reason.key, name: next }, { onSuccess: onClose });
  return (
    <Dialog title={t('awayReasons.renameOf', { name: nameOf(reason, t) })} isOpen onClose={onClose}>
      <Field
        label={t('field.name')}
        hint={t(own ? 'awayReasons.renameBuiltIn' : 'awayReasons.renameHint')}
        maxLength={60}
        autoFocus
        value={name}
        onChange={setName}
      />
      <FormError error={change.error} />
      <div className="flex flex-wrap justify-end gap-2">
        {own && reason.name !== null ? (
          <Button isPending={change.isPending} onPress={() => store(null)}>
            {t('awayReasons.asDiwan', { name: own })}
          </Button>
        ) : null}
        <Button look="primary" isDisabled={name.trim() === ''} isPending={change.isPending} onPress={() => store(name)}>
          {t('action.save')}
        </Button>
      </div>
    </Dialog>
  );
}
