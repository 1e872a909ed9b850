import type { Agent, AgentCapacity, CapacitySettings } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { agentsQuery } from '../../../api/configuration.js';
import { capacityQuery, useSaveAgentCapacity, useSaveCapacity } from '../../../api/routing/staffing.js';
import { isolated } from '../../../i18n/digits.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { Avatar } from '../../../ui/avatar.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { FormError } from '../../../ui/forms/form-errors.js';
import { SaveError, useReload } from '../../../ui/forms/save-error.js';
import { QueryState } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';
import { SettingsPage } from '../settings-layout.js';
import { CapacityFields, effectiveCapacity, hasOwnCapacity, OwnCapacityFields } from './capacity-fields.js';

/** How much Diwan gives to anybody by itself. */
export function CapacityPage() {
  const t = useTranslate();
  const query = useQuery(capacityQuery);
  const [round, reload] = useReload(query);
  return (
    <SettingsPage title={t('settings.capacity')} text={t('capacity.text')} permission="staffing.manage">
      <QueryState query={query} rows={3} />
      {query.data ? <CommonForm key={round} stored={query.data} onLoadNewer={reload} /> : null}
      {query.data ? <Agents common={query.data} /> : null}
    </SettingsPage>
  );
}

function CommonForm({ stored, onLoadNewer }: { stored: CapacitySettings; onLoadNewer: () => void }) {
  const t = useTranslate();
  const save = useSaveCapacity();
  const [seen, setSeen] = useState(stored);
  const [settings, setSettings] = useState(stored);
  return (
    <Form
      className="flex max-w-[680px] flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const onSuccess = (saved: CapacitySettings) => {
          setSeen(saved);
          showToast({ text: t('capacity.saved') });
        };
        save.mutate({ ...settings, expected: seen }, { onSuccess });
      }}
    >
      <CapacityFields settings={settings} onChange={setSettings} />
      <SaveError error={save.error} onLoadNewer={onLoadNewer} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}

function Agents({ common }: { common: CapacitySettings }) {
  const t = useTranslate();
  const format = useFormat();
  const query = useQuery(agentsQuery);
  const [edited, setEdited] = useState<Agent | null>(null);
  return (
    <section aria-label={t('board.agents')} className="flex flex-col gap-3 border-t border-border pt-5">
      <h3 className="text-title font-semibold">{t('board.agents')}</h3>
      <QueryState query={query} rows={2} />
      <ul className="flex flex-col gap-2">
        {query.data
          ?.filter(({ active }) => active)
          .map((agent) => (
            <li key={agent.id} className="flex items-center gap-3 rounded-card border border-border p-3">
              <Avatar name={agent.name} />
              <div className="min-w-0 grow">
                <p className="truncate text-message font-medium">
                  <bdi>{agent.name}</bdi>
                </p>
                <p className="text-meta text-muted">
                  {t(hasOwnCapacity(agent) ? 'capacity.ownFigure' : 'capacity.commonFigure', {
                    capacity: format.number(effectiveCapacity(agent, common).capacity),
                  })}
                </p>
              </div>
              <Button
                size="small"
                onPress={() => setEdited(agent)}
                aria-label={t('capacity.edit', { name: isolated(agent.name) })}
              >
                {t('action.edit')}
              </Button>
            </li>
          ))}
      </ul>
      {edited ? <AgentDialog agent={edited} onClose={() => setEdited(null)} /> : null}
    </section>
  );
}

function AgentDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const t = useTranslate();
  const save = useSaveAgentCapacity();
  const [own, setOwn] = useState<AgentCapacity>({ capacity: agent.capacity, channelWeights: agent.channelWeights });
  return (
    <Dialog title={t('capacity.edit', { name: isolated(agent.name) })} isOpen onClose={onClose}>
      <OwnCapacityFields own={own} onChange={setOwn} />
      <FormError error={save.error} />
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button
          look="primary"
          isPending={save.isPending}
          onPress={() => save.mutate({ id: agent.id, ...own }, { onSuccess: onClose })}
        >
          {t('action.save')}
        </Button>
      </div>
    </Dialog>
  );
}
