import type { SlaPolicy } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { slaPoliciesQuery, useDeletePolicy, useOrderPolicies } from '../../../api/promises.js';
import { useMay } from '../../../api/session.js';
import { isolated } from '../../../i18n/digits.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Confirm, Dialog } from '../../../ui/dialog.js';
import { Empty, QueryState } from '../../../ui/states.js';
import { SettingsPage } from '../settings-layout.js';
import { PolicyForm } from './policy-form.js';

export function PoliciesPage() {
  const t = useTranslate();
  const mayChange = useMay('queues.manage');
  const query = useQuery(slaPoliciesQuery);
  const [edited, setEdited] = useState<SlaPolicy | 'new' | null>(null);
  const loadNewer = async () => {
    const { data } = await query.refetch();
    setEdited((before) => data?.find(({ id }) => before !== 'new' && id === before?.id) ?? null);
  };
  return (
    <SettingsPage
      title={t('settings.sla')}
      text={t('sla.text')}
      permission="organisation.read"
      actions={
        mayChange ? (
          <Button look="primary" onPress={() => setEdited('new')}>
            {t('sla.add')}
          </Button>
        ) : null
      }
    >
      <QueryState query={query} rows={3} />
      {query.data?.length === 0 ? <Empty title={t('sla.empty')} /> : null}
      {query.data ? <Policies policies={query.data} mayChange={mayChange} onEdit={setEdited} /> : null}
      {edited ? (
        <Dialog
          wide
          title={edited === 'new' ? t('sla.add') : t('sla.edit', { name: isolated(edited.name) })}
          isOpen
          onClose={() => setEdited(null)}
        >
          <PolicyForm
            key={edited === 'new' ? edited : edited.version}
            policy={edited === 'new' ? null : edited}
            onSaved={() => setEdited(null)}
            onLoadNewer={() => void loadNewer()}
          />
        </Dialog>
      ) : null}
    </SettingsPage>
  );
}

type PoliciesProps = { policies: readonly SlaPolicy[]; mayChange: boolean; onEdit: (policy: SlaPolicy) => void };

/** In the order in which they are asked: the first that fits a ticket holds. */
function Policies({ policies, mayChange, onEdit }: PoliciesProps) {
  const t = useTranslate();
  const order = useOrderPolicies();
  const remove = useDeletePolicy();
  const [doomed, setDoomed] = useState<SlaPolicy | null>(null);
  const ids = policies.map(({ id }) => id);
  const swap = (index: number) => {
    const moved = ids.toSpliced(index, 2, ...ids.slice(index, index + 2).toReversed());
    order.mutate(moved);
  };
  return (
    <ol className="flex flex-col gap-2">
      {policies.map((policy, index) => (
        <li key={policy.id} className="flex items-center gap-2 rounded-card border border-border p-3">
          <div className="min-w-0 grow">
            <p className="text-message font-medium">
              <bdi>{policy.name}</bdi>
            </p>
            <Promised policy={policy} />
          </div>
          {mayChange ? (
            <>
              <IconButton
                label={t('sla.up', { name: isolated(policy.name) })}
                isDisabled={index === 0}
                onPress={() => swap(index - 1)}
              >
                <ArrowUp aria-hidden="true" size={15} />
              </IconButton>
              <IconButton
                label={t('sla.down', { name: isolated(policy.name) })}
                isDisabled={index === policies.length - 1}
                onPress={() => swap(index)}
              >
                <ArrowDown aria-hidden="true" size={15} />
              </IconButton>
              <Button
                size="small"
                aria-label={t('sla.edit', { name: isolated(policy.name) })}
                onPress={() => onEdit(policy)}
              >
                {t('action.edit')}
              </Button>
              <IconButton label={t('sla.delete', { name: isolated(policy.name) })} onPress={() => setDoomed(policy)}>
                <Trash2 aria-hidden="true" size={15} />
              </IconButton>
            </>
          ) : null}
        </li>
      ))}
      <Confirm
        danger
        title={t('sla.delete', { name: isolated(doomed?.name ?? '') })}
        text={t('sla.delete.text')}
        action={t('sla.delete.confirm')}
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        onConfirm={() => doomed && remove.mutate(doomed.id)}
      />
    </ol>
  );
}

/** The promise for usual tickets on one line. */
function Promised({ policy }: { policy: SlaPolicy }) {
  const t = useTranslate();
  const format = useFormat();
  const { first_reply: first, resolution } = policy.targets.normal;
  const span = (minutes: number | null) => (minutes === null ? t('sla.nothing') : format.span(minutes * 60_000));
  return (
    <p className="text-meta text-muted">
      {t('sla.summary', { first: span(first), resolution: span(resolution), hours: t(`sla.hours.${policy.hours}`) })}
    </p>
  );
}
